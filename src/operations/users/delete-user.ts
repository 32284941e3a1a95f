import { toInstant } from '../../domain/instant';
import { assertMayTouch, assertNotOneself } from '../../domain/principal';
import { auditEntry } from '../audit-entry';
import { callerOf } from '../caller';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { endSessions } from '../end-sessions';
import { assertNotLastAdministrator, holdUser } from './hold-user';

/** Deletes softly: the user leaves every list, its names are free, its sessions and tokens are dead for good. */
export const deleteUser =
  ({ work, clock }: Dependencies): Controller<'users.delete'> =>
  async ({ user: ref }, context) => {
    const caller = callerOf(context);
    const now = toInstant(clock.now());
    return work.transaction(async (tx) => {
      const user = await holdUser(tx, ref, now);
      assertMayTouch(caller, user);
      assertNotOneself(caller, user, 'delete');
      await assertNotLastAdministrator(tx, user, now);
      await tx.users.softDelete(user.id, now);
      const sessions = await endSessions(tx, user.id, 'deleted', now);
      const tokens = await tx.tokens.revokeAllOf(user.id, now);
      await tx.audit.append(
        auditEntry(context, {
          operation: 'users.delete',
          at: now,
          target: { type: 'user', id: user.id },
          details: { username: user.username, sessions, tokens },
        }),
      );
      return undefined;
    });
  };
