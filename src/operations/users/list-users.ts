import { AppError } from '../../domain/error';
import { isAdministrator } from '../../domain/role';
import { callerOf } from '../caller';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { listOfUsers } from './list-of-users';

/** Users by filter and order. Deleted ones are for administrators only: throws `forbidden` for others. */
export const listUsers =
  (needs: Dependencies): Controller<'users.list'> =>
  async (input, context) => {
    if (input.filter.deleted && !isAdministrator(callerOf(context).roles)) throw new AppError('forbidden');
    return listOfUsers(needs, input);
  };
