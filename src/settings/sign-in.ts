import { DAY_SECONDS } from '../domain/durations';
import type { SignInLimits } from '../domain/sign-in';
import { whole } from './rules';

/** The settings of sign-in as they stand in the environment; times in seconds. */
export interface SignInSettings {
  readonly SIGN_IN_FAILURES_PER_ADDRESS: number;
  readonly SIGN_IN_WINDOW: number;
  readonly SIGN_IN_FAILURES_PER_ACCOUNT: number;
  readonly SIGN_IN_LOCK: number;
  readonly REFRESH_GRACE: number;
  readonly PASSWORD_HASH_QUEUE: number;
  readonly PASSWORD_HASH_WAIT: number;
}

const MOST_FAILURES = 1000;

/** Every setting of sign-in with its default, the figure of the wire contract. */
export const SIGN_IN_SCHEMA = {
  SIGN_IN_FAILURES_PER_ADDRESS: whole(5, 1, MOST_FAILURES),
  SIGN_IN_WINDOW: whole(900, 1, DAY_SECONDS),
  SIGN_IN_FAILURES_PER_ACCOUNT: whole(5, 1, MOST_FAILURES),
  SIGN_IN_LOCK: whole(DAY_SECONDS, 1, 365 * DAY_SECONDS),
  REFRESH_GRACE: whole(10, 0, 60),
  // A shorter queue would refuse what a small team does on a Monday morning.
  PASSWORD_HASH_QUEUE: whole(128, 128, 100_000),
  PASSWORD_HASH_WAIT: whole(10, 1, 60),
} as const;

export const toSignInLimits = (settings: SignInSettings): SignInLimits => ({
  failuresPerNameAndAddress: settings.SIGN_IN_FAILURES_PER_ADDRESS,
  windowMs: settings.SIGN_IN_WINDOW * 1000,
  failuresPerAccount: settings.SIGN_IN_FAILURES_PER_ACCOUNT,
  lockMs: settings.SIGN_IN_LOCK * 1000,
});
