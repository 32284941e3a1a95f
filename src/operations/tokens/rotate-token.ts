import { AppError } from '../../domain/error';
import { toInstant } from '../../domain/instant';
import { auditEntry } from '../audit-entry';
import { callerOf } from '../caller';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { REVOKED_TOKEN } from '../specs';
import { holdToken, presentToken } from './hold-token';
import { makeSecret } from './make-secret';

/**
 * Gives an API token another secret; the old one is void at once, name, policy, expiry and counts stay. Throws
 * `token_not_found`, `forbidden`, and `invalid_fields` for a token that is revoked.
 */
export const rotateApiToken =
  ({ work, clock, ids, secrets }: Dependencies): Controller<'tokens.rotate'> =>
  async ({ token: ref }, context) => {
    const caller = callerOf(context);
    const now = toInstant(clock.now());
    const { secret, prefix, digest } = makeSecret({ ids, secrets });
    return work.transaction(async (tx) => {
      const held = await holdToken(tx, ref, caller, now);
      if (held.status === 'revoked') throw new AppError('invalid_fields', { issues: [REVOKED_TOKEN] });
      const token = presentToken(await tx.tokens.rotate(held.id, { prefix, digest }, now));
      const target = { type: 'token', id: token.id } as const;
      await tx.audit.append(auditEntry(context, { operation: 'tokens.rotate', at: now, target }));
      return { token, secret };
    });
  };
