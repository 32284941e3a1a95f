import { toMillis } from './instant';
import { maskPhone, toCanonicalPhone } from './phone';
import { isStorable, toCanonical } from './text';
import type { Lock, User } from './user';

/** An id that no user has: a name that nobody has goes the same way, through the same statements. */
export const NOBODY = 0;

/** Brute-force limits (wire contract, "Sign-in"), each a setting. */
export interface SignInLimits {
  /** Failures for one name from one address before the next try is refused unheard. */
  readonly failuresPerNameAndAddress: number;
  /** How long such a failure counts, in milliseconds. */
  readonly windowMs: number;
  /** Failures in a row, whoever made them, that lock the account. */
  readonly failuresPerAccount: number;
  /** How long such a lock lasts, in milliseconds. */
  readonly lockMs: number;
}

/** How long things may hang in the balance, in milliseconds; no setting, since they follow from how tries are decided. */
export const UNDECIDED_TRIES = {
  /** A try that was never decided, because its process died, counts as failed after this. */
  countAsFailedMs: 30 * 1000,
  /** How long a try waits for others that hold the budget and are still being decided. */
  waitMs: 10 * 1000,
} as const;

/** What stands against a name at an address and against its account at one moment. */
export interface SignInStanding {
  /** Failures of this name from this address in the window. */
  readonly failed: number;
  /** Milliseconds since the epoch at which the oldest failure that still fills the budget leaves the window. */
  readonly freeAt: number;
  /** Tries of this name from this address that are being decided. */
  readonly undecided: number;
  /** Tries at the account, from anywhere and by any of its names, that are being decided. */
  readonly undecidedOfAccount: number;
}

/** What a try is judged by besides what stands against it. */
export interface TryRules {
  readonly limits: SignInLimits;
  /**
   * Whether a try at a locked account is heard. Where every answer is the same it is, so that none tells of the lock;
   * where the answers tell right from wrong it must not be, or a lock would stop nobody from guessing on.
   */
  readonly isHeardWhenLocked: boolean;
}

export type SignInVerdict =
  | { readonly kind: 'admitted' }
  | { readonly kind: 'wait' }
  | {
      readonly kind: 'refused';
      readonly reason: 'too_many_tries' | 'locked';
      /** Milliseconds since the epoch at which another may be heard; null where no such time is set. */
      readonly freeAt: number | null;
    };

/**
 * Whether a try may be heard. Undecided tries hold budget as if they had failed, so that tries that come at once cannot
 * exceed it; but a try is only refused for failures that are certain, and waits for the rest. At a locked account the
 * account's own budget is closed already.
 */
export const judgeTry = (
  { failed, freeAt, undecided, undecidedOfAccount }: SignInStanding,
  { failures, lock }: { readonly failures: number; readonly lock: Lock | null },
  { limits, isHeardWhenLocked }: TryRules,
): SignInVerdict => {
  if (lock && !isHeardWhenLocked)
    return { kind: 'refused', reason: 'locked', freeAt: lock.until === null ? null : toMillis(lock.until) };
  if (failed >= limits.failuresPerNameAndAddress)
    return { kind: 'refused', reason: 'too_many_tries', freeAt };
  const isAddressFull = failed + undecided >= limits.failuresPerNameAndAddress;
  const isAccountFull = failures + undecidedOfAccount >= limits.failuresPerAccount;
  const mustWait = isAddressFull || (isAccountFull && lock === null && undecidedOfAccount > 0);
  return { kind: mustWait ? 'wait' : 'admitted' };
};

/** Who wants to sign in: by username, email, phone number or employee id, never one for the other. */
export type SignInName =
  | { readonly by: 'username'; readonly value: string }
  | { readonly by: 'email'; readonly value: string }
  | { readonly by: 'phone'; readonly value: string }
  | { readonly by: 'employeeId'; readonly value: string };

// Four times the longest username in UTF-16 units. What is longer names nobody, and need not be folded to know that.
const NAME_LIMIT = 1024;

// An audit entry names what was tried; the rest of a text that is no name helps nobody.
const TOLD_LENGTH = 320;

/** What somebody typed to sign in with, in the forms by which it is looked up, counted and told. */
export interface TriedName {
  /** What tries are counted by. Storable whatever was typed; cut where nobody can be called so. */
  readonly key: string;
  /** The canonical form to look up; null where nobody could be called so. */
  readonly name: SignInName | null;
  /** What the audit trail tells. */
  readonly told: string;
}

/**
 * The key that tries by a canonical phone number are counted under. No username holds an `@` and no email begins with
 * one, so that success under such a name can never clear what stands against a number.
 */
export const phoneKey = (canonical: string): string => `@tel:${canonical}`;

/** The key that tries by a canonical employee id are counted under; see `phoneKey`. */
export const employeeKey = (canonical: string): string => `@employee:${canonical}`;

const triedPhone = (typed: string): TriedName => {
  const value = toCanonicalPhone(typed);
  return {
    key: phoneKey(value ?? ''),
    name: value === null ? null : { by: 'phone', value },
    told: maskPhone(value ?? ''),
  };
};

/** The canonical form of a sign-in name: one key for look-up, throttle and audit alike. */
export const triedName = ({ by, value }: SignInName): TriedName => {
  if (by === 'phone') return triedPhone(value);
  const typed = value.trim();
  const isPossible = isStorable(typed) && typed.length <= NAME_LIMIT;
  const storable = isPossible
    ? typed
    : typed.slice(0, NAME_LIMIT).toWellFormed().replaceAll('\u0000', '\uFFFD');
  const form = toCanonical(storable);
  return {
    key: by === 'employeeId' ? employeeKey(form) : form,
    name: isPossible ? { by, value: form } : null,
    told: form.slice(0, TOLD_LENGTH).toWellFormed(),
  };
};

/** Whether the user's sessions and refresh tokens are good: a lock made by failures closes sign-in only. */
export const mayHoldSessions = (user: User): boolean =>
  user.deletedAt === null && user.status === 'active' && user.lock?.cause !== 'administrator';
