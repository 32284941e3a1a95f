import { AppError } from '../../domain/error';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { userEffect } from './user-effect';

/** Ends one of a user's sessions. Throws `user_not_found`, `session_not_found`. */
export const endUserSession = (needs: Dependencies): Controller<'users.endSession'> =>
  userEffect('users.endSession', needs, async ({ tx, user, now, note }, { session }) => {
    const isEnded = await tx.sessions.end(session, user.id, 'ended', now);
    if (!isEnded) throw new AppError('session_not_found');
    await note({ session });
    return undefined;
  });
