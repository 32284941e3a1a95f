import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { listedSessions } from '../listed-sessions';
import { getUser } from './get-user';

/** A user's live sessions, newest first. Throws `user_not_found`. */
export const listUserSessions = (needs: Dependencies): Controller<'users.listSessions'> => {
  const get = getUser(needs);
  return async (input, context) => {
    const user = await get(input, context);
    return listedSessions(needs, user.id, context);
  };
};
