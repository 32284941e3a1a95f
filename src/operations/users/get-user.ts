import { AppError } from '../../domain/error';
import { toInstant } from '../../domain/instant';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';

/** A live user. Throws `user_not_found`. */
export const getUser =
  ({ work, clock }: Dependencies): Controller<'users.get'> =>
  async ({ user: ref }) => {
    const user = await work.read.users.find(ref, toInstant(clock.now()));
    if (!user) throw new AppError('user_not_found');
    return user;
  };
