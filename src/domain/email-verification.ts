import { toStored } from './text';
import type { User, UserChanges } from './user';

/**
 * Whether a user's email is verified after a change: as it is said, else no more once it is spelled in another way, since
 * only a mail server knows which spellings are one address, else as before.
 */
export const isEmailVerifiedAfter = (
  user: Pick<User, 'email' | 'isEmailVerified'>,
  { email, isEmailVerified }: UserChanges,
): boolean => {
  if (isEmailVerified !== undefined) return isEmailVerified;
  return user.isEmailVerified && (email === undefined || toStored(email) === user.email);
};
