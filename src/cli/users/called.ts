import type { User } from '../../domain/user';
import { tame } from '../columns';

/** What `<user>` may be, for the help of every command that takes one. */
export const USER_ARGUMENT = 'an id of any form, a username or an email';

/** The username as a terminal may show it. */
export const nameOf = ({ username }: User): string => tame(username);

/** A user as commands speak of it: `3 (ada)`. */
export const called = (user: User): string => `${user.id} (${nameOf(user)})`;

/** What keeps a user from signing in with a password, each after `; `. */
export const stillInTheWay = ({ status, lock, hasPassword }: User): string =>
  [
    status === 'suspended' && '; still suspended',
    lock && '; still locked: `roster users unlock` lifts that',
    !hasPassword && '; has no password',
  ]
    .filter(Boolean)
    .join('');
