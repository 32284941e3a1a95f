import { DAY_MS } from './durations';
import type { Issue } from './error';
import { type Instant, instantAfter, toMillis } from './instant';
import type { User } from './user';

/** Days by which an expiry is put off when nobody says by how many and expiry is off. */
export const DEFAULT_EXTENSION_DAYS = 90;

/** Most days by which an expiry is put off at once. */
export const EXTENSION_LIMIT_DAYS = 3650;

/** The last day that RFC 3339 can write down. */
const END_OF_TIME_MS = Date.UTC(9999, 11, 31);

/**
 * When a password expires: at its own time where it was given one, else so many days after it was set. Null where expiry
 * is off (0 days) and where none was ever set.
 */
export const passwordExpiry = (
  { changedAt, ownExpiry }: { readonly changedAt: Instant | null; readonly ownExpiry: Instant | null },
  maxAgeDays: number,
): Instant | null => {
  if (maxAgeDays === 0 || changedAt === null) return null;
  return ownExpiry ?? instantAfter(changedAt, maxAgeDays * DAY_MS);
};

/** Why a right password no longer signs in but only lets itself be changed; null when it is as good as any. */
export const passwordBar = (
  { mustChangePassword, passwordExpiresAt }: Pick<User, 'mustChangePassword' | 'passwordExpiresAt'>,
  now: Instant,
): 'password_must_change' | 'password_expired' | null => {
  if (mustChangePassword) return 'password_must_change';
  return passwordExpiresAt !== null && passwordExpiresAt <= now ? 'password_expired' : null;
};

/** What is wrong with a number of days to put an expiry off by: a whole number from 1 to 3650 is right. */
export const extensionProblem = (days: number): Omit<Issue, 'field'> | null => {
  if (!Number.isInteger(days)) return { rule: 'type', expected: 'integer' };
  const isInRange = days >= 1 && days <= EXTENSION_LIMIT_DAYS;
  return isInRange ? null : { rule: 'range', expected: `from 1 to ${EXTENSION_LIMIT_DAYS}` };
};

/**
 * The expiry that is so many days later than the present one, or than now where that has passed or there is none. Where
 * expiry is off the present one is the password's own, which waits for the day when it is on.
 */
export const extendedExpiry = (
  { passwordExpiresAt, ownPasswordExpiry }: Pick<User, 'passwordExpiresAt' | 'ownPasswordExpiry'>,
  days: number,
  now: Instant,
): Instant => {
  const present = passwordExpiresAt ?? ownPasswordExpiry ?? now;
  const from = present > now ? present : now;
  return instantAfter(from, Math.min(days * DAY_MS, END_OF_TIME_MS - toMillis(from)));
};
