import { AppError } from '../domain/error';
import type { Principal } from '../domain/principal';
import type { OperationContext } from './context';

/** The caller of an operation that is not public. Throws `credentials_missing` when there is none. */
export const callerOf = ({ principal }: OperationContext): Principal => {
  if (!principal) throw new AppError('credentials_missing');
  return principal;
};
