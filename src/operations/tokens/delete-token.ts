import { toInstant } from '../../domain/instant';
import { auditEntry } from '../audit-entry';
import { callerOf } from '../caller';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { holdToken } from './hold-token';

/** Removes an API token and its day counts; the audit trail keeps its id. Throws `token_not_found`, `forbidden`. */
export const deleteApiToken =
  ({ work, clock }: Dependencies): Controller<'tokens.delete'> =>
  async ({ token: ref }, context) => {
    const caller = callerOf(context);
    const now = toInstant(clock.now());
    return work.transaction(async (tx) => {
      const token = await holdToken(tx, ref, caller, now);
      await tx.tokens.delete(token.id);
      await tx.audit.append(
        auditEntry(context, {
          operation: 'tokens.delete',
          at: now,
          target: { type: 'token', id: token.id },
          details: { userId: token.userId, name: token.name },
        }),
      );
      return undefined;
    });
  };
