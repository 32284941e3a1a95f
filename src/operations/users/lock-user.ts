import { actorId, assertNotOneself } from '../../domain/principal';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { endSessions } from '../end-sessions';
import { assertNotLastAdministrator, present } from './hold-user';
import { userEffect } from './user-effect';

/** Locks a user until somebody unlocks it, and ends its sessions. Locking twice succeeds and changes nothing. */
export const lockUser = (needs: Dependencies): Controller<'users.lock'> =>
  userEffect('users.lock', needs, async ({ tx, user, caller, now, note, onceDone }) => {
    assertNotOneself(caller, user, 'lock');
    if (user.lock?.cause === 'administrator') return user;
    await assertNotLastAdministrator(tx, user, now);
    const lock = { cause: 'administrator', until: null, by: actorId(caller) } as const;
    const locked = present(await tx.users.update(user.id, { lock }, now));
    await endSessions(tx, user.id, 'locked', now);
    await note();
    onceDone(() => needs.signals.accountLocked('administrator'));
    return locked;
  });
