import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { endSessions } from '../end-sessions';
import { userEffect } from './user-effect';

/**
 * Ends all sessions of a user and voids the access tokens made in them; API tokens live on. Always leaves an audit
 * entry, since access tokens die even where no session is live. Throws `user_not_found`.
 */
export const endUserSessions = (needs: Dependencies): Controller<'users.endSessions'> =>
  userEffect('users.endSessions', needs, async ({ tx, user, now, note }) => {
    const ended = await endSessions(tx, user.id, 'ended', now);
    await note({ sessions: ended });
    return { ended, user };
  });
