import { ConfigError } from './config';
import { type Instant, toInstant } from './domain/instant';
import type { Repositories } from './domain/repositories';
import type { EnsuredToken } from './domain/repositories/setting-token';
import { firstAdministrator, machineContext, unlimitedPolicy } from './first-administrator';
import { auditEntry } from './operations/audit-entry';
import type { OperationId } from './operations/contract';
import type { Wiring } from './wiring';

const SETTING = 'ADMIN_TOKEN';

const SHOWN_CHARACTERS = 4;

type TokenOperation = Extract<OperationId, `tokens.${string}`>;

/** What each deed is in the words of the operations that do the same by a caller's wish. */
const OPERATION_OF: Readonly<Record<EnsuredToken['deed'], TokenOperation>> = {
  made: 'tokens.create',
  secret_replaced: 'tokens.rotate',
  put_right: 'tokens.update',
  taken_over: 'tokens.update',
};

const detailsOf = ({ deed, name }: EnsuredToken): Readonly<Record<string, unknown>> => {
  if (deed === 'made') return { name };
  return deed === 'secret_replaced' ? {} : { isTakenOver: deed === 'taken_over' };
};

interface Noted {
  readonly operation: TokenOperation;
  readonly id: number;
  readonly at: Instant;
  readonly details: Readonly<Record<string, unknown>>;
}

const note = (tx: Repositories, { operation, id, at, details }: Noted): Promise<void> =>
  tx.audit.append(
    auditEntry(machineContext('start'), {
      operation,
      at,
      target: { type: 'token', id },
      details: { setting: SETTING, ...details },
    }),
  );

/**
 * Makes sure that the token of the settings is one of the first administrator, never expiring, under the policy
 * `unlimited`. The setting is what counts: when it has changed, the former value is worth nothing, whatever was made of that
 * token in between. Every token that changes by this has an audit entry of its own.
 */
export const ensureAdminToken = async ({ needs }: Pick<Wiring, 'needs'>, secret: string): Promise<void> => {
  const owner = await firstAdministrator(needs);
  if (!owner) throw new ConfigError(`${SETTING} has nobody to belong to: there is no administrator`);
  const policyId = await unlimitedPolicy(needs);
  const at = toInstant(needs.clock.now());
  const wanted = {
    ulid: needs.ids.ulid(),
    userId: owner.id,
    name: SETTING,
    // Somebody chose this secret, so less of it is shown than of those made here.
    prefix: secret.slice(0, SHOWN_CHARACTERS),
    digest: needs.secrets.digest(secret),
    policyId,
  };
  await needs.work.transaction(async (tx) => {
    const ensured = await tx.tokens.ensure(wanted, at);
    if (!ensured) return;
    const { id, deed, revokedId } = ensured;
    if (revokedId !== null)
      await note(tx, { operation: 'tokens.revoke', id: revokedId, at, details: { replacedBy: id } });
    const details = { ...detailsOf(ensured), userId: owner.id, policyId, expiresAt: null };
    await note(tx, { operation: OPERATION_OF[deed], id, at, details });
  });
};
