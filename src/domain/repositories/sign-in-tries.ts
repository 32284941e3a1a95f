import type { Instant } from '../instant';
import type { SignInLimits, SignInStanding } from '../sign-in';

/** What sign-in tries are counted by: a canonical name, whether anybody has it or not, and a network (`networkOf`). */
export interface SignInKey {
  readonly name: string;
  readonly network: string;
}

/** The tries to sign in that still count. */
export interface SignInTries {
  /** Waits for other transactions that count by this name; until this one ends, nobody else does. */
  holdName(name: string): Promise<void>;
  /** Where a lock by failures has run out and nobody was heard since, forgets what failed until it did, by any name. */
  forgetUnderLock(userId: number, now: Instant): Promise<void>;
  /** What stands against the key and the account (0 for nobody's) as of now. */
  standing(key: SignInKey, userId: number, now: Instant, limits: SignInLimits): Promise<SignInStanding>;
  /** Reserves a try before the password is looked at; returns its id. */
  begin(key: SignInKey, userId: number, now: Instant): Promise<string>;
  /** Decides a try: it failed. */
  fail(id: string, now: Instant): Promise<void>;
  /** Decides a try: it was right, and with it the failures of its key are forgotten. */
  succeed(id: string, key: SignInKey): Promise<void>;
  /** Gives back a try that was never decided. */
  release(id: string): Promise<void>;
  /** Forgets the tries of this name from every address; returns how many there were. */
  clearName(name: string): Promise<number>;
  /** Deletes what no longer counts; returns how many there were. */
  forgetBefore(then: Instant): Promise<number>;
}
