import { assertNotOneself } from '../../domain/principal';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { endSessions } from '../end-sessions';
import { assertNotLastAdministrator } from './hold-user';
import { userEffect } from './user-effect';

/** Deletes softly: the user leaves every list, its names are free, its sessions and tokens are dead for good. */
export const deleteUser = (needs: Dependencies): Controller<'users.delete'> =>
  userEffect('users.delete', needs, async ({ tx, user, caller, now, note }) => {
    assertNotOneself(caller, user, 'delete');
    await assertNotLastAdministrator(tx, user, now);
    await tx.users.softDelete(user.id, now);
    const sessions = await endSessions(tx, user.id, 'deleted', now);
    const tokens = await tx.tokens.revokeAllOf(user.id, now);
    await note({ username: user.username, sessions, tokens });
    return undefined;
  });
