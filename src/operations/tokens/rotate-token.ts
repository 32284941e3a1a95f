import { AppError } from '../../domain/error';
import { toInstant } from '../../domain/instant';
import { auditEntry } from '../audit-entry';
import { callerOf } from '../caller';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { holdToken, presentToken } from './hold-token';
import { makeSecret } from './make-secret';

// A revoked token stays dead: a new secret would hand out a key that opens nothing, or bring back what somebody ended.
const REVOKED = { field: 'status', rule: 'one_of', expected: ['active'] } as const;

/**
 * Gives an API token another secret; the old one is void at once, name, policy, expiry and counts stay. Throws
 * `token_not_found`, `forbidden`, and `invalid_fields` for a token that is revoked.
 */
export const rotateApiToken =
  ({ work, clock, ids, secrets }: Dependencies): Controller<'tokens.rotate'> =>
  async ({ token: id }, context) => {
    const caller = callerOf(context);
    const now = toInstant(clock.now());
    const { secret, prefix, digest } = makeSecret({ ids, secrets });
    return work.transaction(async (tx) => {
      const held = await holdToken(tx, id, caller, now);
      if (held.status === 'revoked') throw new AppError('invalid_fields', { issues: [REVOKED] });
      const token = presentToken(await tx.tokens.rotate(id, { prefix, digest }, now));
      const target = { type: 'token', id: token.id } as const;
      await tx.audit.append(auditEntry(context, { operation: 'tokens.rotate', at: now, target }));
      return { token, secret };
    });
  };
