import { AppError } from '../../domain/error';
import { assertMayGrant, assertNotOneself } from '../../domain/principal';
import { inRankOrder, isAdministrator, isLowered } from '../../domain/role';
import { callerOf } from '../caller';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { endSessions } from '../end-sessions';
import { assertNotLastAdministrator, present } from './hold-user';
import { userEffect } from './user-effect';

/** Replaces a user's whole set of roles and ends its sessions; the set it has already changes nothing. */
export const setRoles = (needs: Dependencies): Controller<'users.setRoles'> => {
  const replace = userEffect('users.setRoles', needs, async ({ tx, user, caller, now, note }, { roles }) => {
    if (roles.join() === user.roles.join()) return user.roles;
    if (isLowered(user.roles, roles)) assertNotOneself(caller, user, 'demote');
    if (!isAdministrator(roles)) await assertNotLastAdministrator(tx, user, now);
    const updated = present(await tx.users.update(user.id, { roles }, now));
    await endSessions(tx, user.id, 'roles_changed', now);
    await note({ from: user.roles, to: updated.roles });
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
