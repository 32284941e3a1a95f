import type { User } from './types';

/** Users that were looked up, by id. */
export const knownUsers = new Map<number, User>();

/** Forgets one of them, such as after a change. */
export const forgetUser = (id: number): void => void knownUsers.delete(id);

/** Forgets them, such as when somebody else signs in. */
export const forgetUsers = (): void => knownUsers.clear();
