import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { present } from './hold-user';
import { userEffect } from './user-effect';

/** Ends a suspension. Unsuspending an active user succeeds and changes nothing; ended sessions stay dead. */
export const unsuspendUser = (needs: Dependencies): Controller<'users.unsuspend'> =>
  userEffect('users.unsuspend', needs, async ({ tx, user, now, note }) => {
    if (user.status === 'active') return user;
    const active = present(await tx.users.update(user.id, { suspension: null }, now));
    await note();
    return active;
  });
