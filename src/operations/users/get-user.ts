import { AppError } from '../../domain/error';
import { toInstant } from '../../domain/instant';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';

/** A live user. Throws `user_not_found`. */
export const getUser =
  ({ work, clock }: Dependencies): Controller<'users.get'> =>
  async ({ user: ref, reads }) => {
    const { users } = work.read;
    const now = toInstant(clock.now());
    const user = await (reads ? users.findPart(ref, now, reads) : users.find(ref, now));
    if (!user) throw new AppError('user_not_found');
    return user;
  };
