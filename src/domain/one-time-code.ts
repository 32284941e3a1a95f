import { DAY_SECONDS, HOUR_MS } from './durations';
import { type Instant, instantAfter } from './instant';
import type { User } from './user';

/** Digits of a one-time code. */
export const CODE_DIGITS = 6;

/** Wrong tries after which a code is dead, whatever the limits of sign-in say. */
export const CODE_TRIES = 5;

/** The span in which sends are counted by address, in milliseconds. */
export const SENDS_WINDOW_MS = HOUR_MS;

/** Settings of one-time codes. */
export interface CodeRules {
  /** How long a code is good, in seconds. */
  readonly ttlSeconds: number;
  /** The resend that closes codes for this user. */
  readonly maxResends: number;
  /** How long they stay closed, in seconds. */
  readonly closedSeconds: number;
  /** Sends and resends in an hour that one address may ask for, whatever the numbers. */
  readonly sendsPerAddressPerHour: number;
  /**
   * No answer about a code comes sooner, in milliseconds: to find and to miss a row differ by a fraction of one, and that
   * must not tell which numbers are known.
   */
  readonly minAnswerMs: number;
}

/** The defaults; all but the last are the wire contract's. */
export const DEFAULT_CODE_RULES: CodeRules = {
  ttlSeconds: 300,
  maxResends: 5,
  closedSeconds: DAY_SECONDS,
  sendsPerAddressPerHour: 20,
  minAnswerMs: 100,
};

/** Why codes do nothing for a user at present; null when they do. For the audit trail alone: no answer tells. */
export const codesBar = (user: User | null): 'no_single_active_user' | 'locked' | 'codes_closed' | null => {
  if (user?.status !== 'active') return 'no_single_active_user';
  if (user.lock) return 'locked';
  return user.codesClosedUntil === null ? null : 'codes_closed';
};

/** What a wish for a code leads to: a code, or none and perhaps the close of codes for a while. */
export interface SendVerdict {
  /** Null where a code goes out. */
  readonly reason: ReturnType<typeof codesBar> | 'no_sender' | 'too_many_resends';
  /** The resends that count from now on. */
  readonly resends: number;
  readonly closedUntil: Instant | null;
}

/**
 * Judges a wish for a code. To ask for a new code while one is out is a resend by another name: else the limit could be
 * walked around. The resend that reaches the limit sends nothing any more and closes codes.
 */
export const judgeSend = (
  user: User | null,
  asked: { readonly isResend: boolean; readonly isCodeOut: boolean; readonly hasSender: boolean },
  rules: CodeRules,
  now: Instant,
): SendVerdict => {
  const standing = { resends: user?.otpResends ?? 0, closedUntil: user?.codesClosedUntil ?? null };
  const reason = codesBar(user) ?? (asked.hasSender ? null : 'no_sender');
  if (reason !== null) return { reason, ...standing };
  const resends = standing.resends + (asked.isResend || asked.isCodeOut ? 1 : 0);
  if (resends < rules.maxResends) return { reason: null, resends, closedUntil: null };
  return { reason: 'too_many_resends', resends, closedUntil: instantAfter(now, rules.closedSeconds * 1000) };
};
