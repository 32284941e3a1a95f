import { toCanonical } from '../../domain/text';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { present } from './hold-user';
import { userEffect } from './user-effect';

/**
 * Clears a user's lock, its failure count and the tries at its names from every address: the whole budget is back.
 * Where there is nothing to clear it succeeds and changes nothing.
 */
export const unlockUser = (needs: Dependencies): Controller<'users.unlock'> =>
  userEffect('users.unlock', needs, async ({ tx, user, now, note }) => {
    const byUsername = await tx.tries.clearName(toCanonical(user.username));
    const byEmail = await tx.tries.clearName(toCanonical(user.email));
    const isCounted = user.lock !== null || user.failedSignIns > 0;
    if (!isCounted && byUsername + byEmail === 0) return user;
    await note();
    return isCounted ? present(await tx.users.update(user.id, { lock: null }, now)) : user;
  });
