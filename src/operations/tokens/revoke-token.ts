import { toInstant } from '../../domain/instant';
import { auditEntry } from '../audit-entry';
import { callerOf } from '../caller';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { holdToken, presentToken } from './hold-token';

/** Ends an API token for good. Revoking a revoked one succeeds and changes nothing. Throws `token_not_found`, `forbidden`. */
export const revokeApiToken =
  ({ work, clock }: Dependencies): Controller<'tokens.revoke'> =>
  async ({ token: ref }, context) => {
    const caller = callerOf(context);
    const now = toInstant(clock.now());
    return work.transaction(async (tx) => {
      const token = await holdToken(tx, ref, caller, now);
      if (token.status === 'revoked') return token;
      const revoked = presentToken(await tx.tokens.revoke(token.id, now));
      const target = { type: 'token', id: token.id } as const;
      await tx.audit.append(auditEntry(context, { operation: 'tokens.revoke', at: now, target }));
      return revoked;
    });
  };
