import { toInstant } from '../../domain/instant';
import { assertMayTouch } from '../../domain/principal';
import { auditEntry } from '../audit-entry';
import { callerOf } from '../caller';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { holdUser, present } from './hold-user';

/** Ends a suspension. Unsuspending an active user succeeds and changes nothing; ended sessions stay dead. */
export const unsuspendUser =
  ({ work, clock }: Dependencies): Controller<'users.unsuspend'> =>
  async ({ user: ref }, context) => {
    const caller = callerOf(context);
    const now = toInstant(clock.now());
    return work.transaction(async (tx) => {
      const user = await holdUser(tx, ref, now);
      assertMayTouch(caller, user);
      if (user.status === 'active') return user;
      const active = present(await tx.users.update(user.id, { suspension: null }, now));
      await tx.audit.append(
        auditEntry(context, { operation: 'users.unsuspend', at: now, target: { type: 'user', id: user.id } }),
      );
      return active;
    });
  };
