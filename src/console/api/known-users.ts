import type { User } from './types';

/** Users that were looked up, by id. */
export const knownUsers = new Map<number, User>();

/** Forgets them, such as when somebody else signs in. */
export const forgetUsers = (): void => knownUsers.clear();
