import { type Instant, instantAfter } from './instant';
import type { User } from './user';

const DAY_MS = 24 * 60 * 60 * 1000;

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
