import { AppError } from '../../domain/error';
import { toInstant } from '../../domain/instant';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';

/** The whole record of a user by any of its ids, deleted or not. Throws `user_not_found`. */
export const getDirectoryEntry =
  ({ work, clock }: Dependencies): Controller<'directory.get'> =>
  async ({ user: ref }) => {
    const user = await work.read.users.find(ref, toInstant(clock.now()), 'include');
    if (!user) throw new AppError('user_not_found');
    return user;
  };
