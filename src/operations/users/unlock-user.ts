import { toInstant } from '../../domain/instant';
import { assertMayTouch } from '../../domain/principal';
import { toCanonical } from '../../domain/text';
import { auditEntry } from '../audit-entry';
import { callerOf } from '../caller';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { holdUser, present } from './hold-user';

/**
 * Clears a user's lock, its failure count and the throttle of its names from every address: the whole budget is back.
 * A user that is not locked stays as it is, but for the throttle.
 */
export const unlockUser =
  ({ work, clock }: Dependencies): Controller<'users.unlock'> =>
  async ({ user: ref }, context) => {
    const caller = callerOf(context);
    const now = toInstant(clock.now());
    return work.transaction(async (tx) => {
      const user = await holdUser(tx, ref, now);
      assertMayTouch(caller, user);
      await tx.throttle.clearName(toCanonical(user.username));
      await tx.throttle.clearName(toCanonical(user.email));
      if (user.lock === null && user.failedSignIns === 0) return user;
      const unlocked = present(await tx.users.update(user.id, { lock: null }, now));
      await tx.audit.append(
        auditEntry(context, { operation: 'users.unlock', at: now, target: { type: 'user', id: user.id } }),
      );
      return unlocked;
    });
  };
