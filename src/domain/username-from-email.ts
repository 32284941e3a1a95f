import { toStored } from './text';
import { LIMITS } from './user-rules';

const FALLBACK = 'user';

/**
 * What the username of a user without one is made of: the email's local part, lower-cased, reduced to `[a-z0-9._-]`;
 * `user` where nothing of it is left.
 */
export const usernameStem = (email: string): string => {
  const [local = ''] = toStored(email).split('@');
  return local.toLowerCase().replace(/[^a-z0-9._-]/g, '') || FALLBACK;
};

/** The stem with a numeric suffix, cut so that both fit into a username; without one where the number is 0. */
const withSuffix = (stem: string, number: number): string => {
  const suffix = number === 0 ? '' : String(number);
  return stem.slice(0, LIMITS.username - suffix.length) + suffix;
};

/** So many usernames that a stem leads to, in the order of preference, after the first ones. They are canonical. */
export const usernameCandidates = (stem: string, skipped: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => withSuffix(stem, skipped + index));
