import type { User } from '../../api/types';

const isSuperadmin = ({ roles }: User): boolean => roles.includes('superadmin');

/** Why nothing of this user can be changed; null where it can. */
export const anyRefusal = (me: User, user: User): string | null =>
  isSuperadmin(user) && !isSuperadmin(me) ? 'Only a superadmin changes a superadmin' : null;

/** Why this cannot be done to this user, such as to oneself; null where it can. */
export const refusalTo = (me: User, user: User, what: string): string | null =>
  me.id === user.id ? `You cannot ${what} yourself` : anyRefusal(me, user);
