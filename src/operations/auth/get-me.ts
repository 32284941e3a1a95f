import { AppError } from '../../domain/error';
import { toInstant } from '../../domain/instant';
import { refOf } from '../../domain/user';
import { callerOf } from '../caller';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';

/** The caller's own account. Throws `token_invalid` when it was deleted since the caller was authenticated. */
export const getMe =
  ({ work, clock }: Dependencies): Controller<'auth.me'> =>
  async (_input, context) => {
    const { userId } = callerOf(context);
    const user = await work.read.users.find(refOf({ id: userId }), toInstant(clock.now()));
    if (!user) throw new AppError('token_invalid');
    return user;
  };
