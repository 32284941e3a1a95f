import { assertVersionNamed } from '../../domain/entity-tag';
import { AppError } from '../../domain/error';
import { toInstant } from '../../domain/instant';
import { assertMayTouch } from '../../domain/principal';
import { auditEntry } from '../audit-entry';
import { callerOf } from '../caller';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { present } from './hold-user';

/**
 * Brings a deleted user back with the status it had; its old sessions and tokens stay dead. Restoring a live user
 * changes nothing. Throws `username_taken`, `email_taken` or `employee_id_taken` when somebody else has the name by now,
 * `version_stale` when the caller named another version.
 */
export const restoreUser =
  ({ work, clock }: Dependencies): Controller<'users.restore'> =>
  async ({ user: ref }, context) => {
    const caller = callerOf(context);
    const now = toInstant(clock.now());
    return work.transaction(async (tx) => {
      const user = await tx.users.hold(ref, now, 'include');
      if (!user) throw new AppError('user_not_found');
      assertMayTouch(caller, user);
      assertVersionNamed(context.preconditions?.ifMatch, user);
      if (user.deletedAt === null) return user;
      const restored = present(await tx.users.restore(user.id, now));
      await tx.audit.append(
        auditEntry(context, { operation: 'users.restore', at: now, target: { type: 'user', id: user.id } }),
      );
      return restored;
    });
  };
