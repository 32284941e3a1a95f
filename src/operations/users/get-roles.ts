import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { getUser } from './get-user';

/** A user's roles in rank order. Throws `user_not_found`. */
export const getRoles = (needs: Dependencies): Controller<'users.getRoles'> => {
  const get = getUser(needs);
  return async (input, context) => (await get(input, context)).roles;
};
