import { AppError } from '../../domain/error';
import type { Instant } from '../../domain/instant';
import type { Repositories } from '../../domain/repositories';
import { isActiveAdministrator, type User, type UserRef } from '../../domain/user';

/** A live user whose row stays as it is until the transaction ends. Throws `user_not_found`. */
export const holdUser = async (tx: Repositories, ref: UserRef, now: Instant): Promise<User> => {
  const user = await tx.users.hold(ref, now);
  if (!user) throw new AppError('user_not_found');
  return user;
};

/**
 * Throws `last_administrator` when the user is the only active administrator: it cannot be deleted, suspended, locked or
 * demoted. Two transactions that ask at once are put in order by the database.
 */
export const assertNotLastAdministrator = async (
  tx: Repositories,
  user: User,
  now: Instant,
): Promise<void> => {
  if (!isActiveAdministrator(user)) return;
  const others = await tx.users.countOtherActiveAdministrators(user.id, now);
  if (others === 0) throw new AppError('last_administrator');
};

/** The user that an update answered with. It was held, so it cannot have gone: its absence is a fault of ours. */
export const present = (user: User | null): User => {
  if (!user) throw new Error('a held user vanished');
  return user;
};
