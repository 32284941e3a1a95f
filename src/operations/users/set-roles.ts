import { AppError } from '../../domain/error';
import { assertMayGrant, assertNotOneself } from '../../domain/principal';
import { inRankOrder, isAdministrator, isLowered } from '../../domain/role';
import { canWriteAfter } from '../../domain/write-permission';
import { callerOf } from '../caller';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { endSessions } from '../end-sessions';
import { assertNotLastAdministrator, present } from './hold-user';
import { userEffect } from './user-effect';

/**
 * Replaces a user's whole set of roles and ends its sessions; the set that it has already ends none. Who is made a mere
 * reader may write no more.
 */
export const setRoles = (needs: Dependencies): Controller<'users.setRoles'> => {
  const replace = userEffect('users.setRoles', needs, async ({ tx, user, caller, now, note }, { roles }) => {
    const canWrite = canWriteAfter(user, { roles });
    const right = canWrite === user.canWrite ? {} : { canWrite };
    if (roles.join() === user.roles.join()) {
      if (canWrite === user.canWrite) return user.roles;
      await tx.users.update(user.id, right, now);
      await note(right);
      return user.roles;
    }
    if (isLowered(user.roles, roles)) assertNotOneself(caller, user, 'demote');
    if (!isAdministrator(roles)) await assertNotLastAdministrator(tx, user, now);
    const updated = present(await tx.users.update(user.id, { roles, ...right }, now));
    await endSessions(tx, user.id, 'roles_changed', now);
    await note({ from: user.roles, to: updated.roles, ...right });
    return updated.roles;
  });
  return async (input, context) => {
    const roles = inRankOrder(input.roles);
    if (roles.length === 0) {
      throw new AppError('invalid_fields', { issues: [{ field: 'roles', rule: 'required' }] });
    }
    assertMayGrant(callerOf(context), roles);
    return replace({ ...input, roles }, context);
  };
};
