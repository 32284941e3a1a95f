import { type ApiTokenChanges, DEFAULT_TOKEN_TTL_MS, type IssuedToken } from '../../domain/api-token';
import { AppError, assertNoIssues } from '../../domain/error';
import { type Instant, toInstant, toMillis } from '../../domain/instant';
import { assertMayTouch } from '../../domain/principal';
import type { Repositories } from '../../domain/repositories';
import { toStored } from '../../domain/text';
import { tokenIssues } from '../../domain/token-rules';
import { auditEntry } from '../audit-entry';
import { callerOf } from '../caller';
import type { OperationContext } from '../context';
import type { Controller } from '../contract';
import { type Creation, createOnce } from '../create-once';
import type { Dependencies } from '../dependencies';
import { issueAgain } from './issue-again';
import { makeSecret } from './make-secret';

type About = Required<Omit<ApiTokenChanges, 'expiresAt'>>;

/** A token that somebody wants, with every default in its place but the expiry, which depends on the time. */
interface Wanted {
  readonly userId: string;
  readonly about: About;
  readonly expiresAt: Instant | null | undefined;
}

const defaultExpiry = (now: Instant): Instant => toInstant(new Date(toMillis(now) + DEFAULT_TOKEN_TTL_MS));

const expiryOf = ({ expiresAt }: Wanted, now: Instant): Instant | null =>
  expiresAt === undefined ? defaultExpiry(now) : expiresAt;

const creationOf = (
  needs: Dependencies,
  { userId, about, expiresAt = 'by default' }: Wanted,
  context: OperationContext,
): Creation<IssuedToken> => ({
  operation: 'tokens.create',
  asked: { ...about, name: about.name === null ? null : toStored(about.name), userId, expiresAt },
  idOf: ({ token }) => token.id,
  again: (on, kept) => issueAgain(needs, on, kept, callerOf(context)),
  nonce: context.once ? needs.ids.secret() : null,
});

const issue = async (
  tx: Repositories,
  { clock, ids, secrets }: Dependencies,
  wanted: Wanted,
  { nonce, context }: { nonce: string | null; context: OperationContext },
): Promise<IssuedToken> => {
  const { userId, about } = wanted;
  const now = toInstant(clock.now());
  const expiresAt = expiryOf(wanted, now);
  // Held, since a delete at the same moment would leave this token out of those it revokes.
  const owner = await tx.users.hold({ kind: 'id', value: userId }, now);
  if (!owner) throw new AppError('user_not_found');
  assertMayTouch(callerOf(context), owner);
  const { secret, prefix, digest } = makeSecret({ ids, secrets }, nonce);
  const fields = { ulid: ids.ulid(), userId: owner.id, ...about, prefix, digest, expiresAt };
  const token = await tx.tokens.insert(fields, now);
  await tx.audit.append(
    auditEntry(context, {
      operation: 'tokens.create',
      at: now,
      target: { type: 'token', id: token.id },
      details: { userId: owner.id, ...about, name: token.name, expiresAt },
    }),
  );
  return { token, secret };
};

/**
 * Makes an API token for a live user, the caller unless said; its secret is in this answer and in those that repeat it.
 * Without an expiry it lives for 24 hours, with null for ever. Throws `invalid_fields`, `user_not_found`,
 * `policy_not_found`, `token_name_taken`; `forbidden` for a superadmin's where the caller is none; what `createOnce` throws.
 */
export const createApiToken =
  (needs: Dependencies): Controller<'tokens.create'> =>
  async ({ userId, expiresAt, ...given }, context) => {
    const { name = null, description = null, role = null, canWrite = null, policyId = null } = given;
    const about = { name, description, role, canWrite, policyId };
    const wanted = { userId: userId ?? String(callerOf(context).userId), about, expiresAt };
    const creation = creationOf(needs, wanted, context);
    return createOnce(needs, creation, context, async (transact) => {
      const now = toInstant(needs.clock.now());
      assertNoIssues(tokenIssues({ ...about, expiresAt: expiryOf(wanted, now) }, now));
      return transact((tx) => issue(tx, needs, wanted, { nonce: creation.nonce ?? null, context }));
    });
  };
