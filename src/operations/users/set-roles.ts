import { AppError } from '../../domain/error';
import { toInstant } from '../../domain/instant';
import { assertMayGrant, assertMayTouch, assertNotOneself } from '../../domain/principal';
import { inRankOrder, isAdministrator, isLowered } from '../../domain/role';
import { auditEntry } from '../audit-entry';
import { callerOf } from '../caller';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { endSessions } from '../end-sessions';
import { assertNotLastAdministrator, holdUser, present } from './hold-user';

/** Replaces a user's whole set of roles and ends its sessions; the set it has already changes nothing. */
export const setRoles =
  ({ work, clock }: Dependencies): Controller<'users.setRoles'> =>
  async ({ user: ref, roles: asked }, context) => {
    const caller = callerOf(context);
    const roles = inRankOrder(asked);
    if (roles.length === 0)
      throw new AppError('invalid_fields', { issues: [{ field: 'roles', rule: 'required' }] });
    assertMayGrant(caller, roles);
    const now = toInstant(clock.now());
    return work.transaction(async (tx) => {
      const user = await holdUser(tx, ref, now);
      assertMayTouch(caller, user);
      if (roles.join() === user.roles.join()) return user.roles;
      if (isLowered(user.roles, roles)) assertNotOneself(caller, user, 'demote');
      if (!isAdministrator(roles)) await assertNotLastAdministrator(tx, user, now);
      const updated = present(await tx.users.update(user.id, { roles }, now));
      await endSessions(tx, user.id, 'roles_changed', now);
      await tx.audit.append(
        auditEntry(context, {
          operation: 'users.setRoles',
          at: now,
          target: { type: 'user', id: user.id },
          details: { from: user.roles, to: updated.roles },
        }),
      );
      return updated.roles;
    });
  };
