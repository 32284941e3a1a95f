import type { Instant } from '../instant';

/** A code as it is kept: its digest, and the canonical number that it was sent to. */
export interface NewOneTimeCode {
  readonly digest: Buffer;
  readonly phone: string;
  readonly expiresAt: Instant;
}

/**
 * One-time codes, one for each user at most, and the sends that count by address. Where no user has the id, nothing
 * happens, by the same statements.
 */
export interface OneTimeCodes {
  /** Waits for other transactions that count by this network; until this one ends, nobody else does. */
  holdNetwork(network: string): Promise<void>;
  /** Sends asked for from a network after an instant, and when the oldest of them was. */
  sendsSince(
    network: string,
    since: Instant,
  ): Promise<{ readonly count: number; readonly oldest: Instant | null }>;
  noteSend(network: string, now: Instant): Promise<void>;
  /** Whether a code of the user is out that could still be used. */
  isOut(userId: number, now: Instant): Promise<boolean>;
  /** Gives the user a code in place of any older one. */
  issue(userId: number, code: NewOneTimeCode): Promise<void>;
  /** Whether `use` would do, just now. */
  isRight(userId: number, code: Pick<NewOneTimeCode, 'digest' | 'phone'>, now: Instant): Promise<boolean>;
  /** Uses a code up. False when it is not the right one, was used, has run out or is dead. */
  use(userId: number, code: Pick<NewOneTimeCode, 'digest' | 'phone'>, now: Instant): Promise<boolean>;
  /** Whether it was right and is used up, at a time when it would still be good. */
  wasUsed(userId: number, code: Pick<NewOneTimeCode, 'digest' | 'phone'>, now: Instant): Promise<boolean>;
  /** Counts a wrong try against the code that is out. */
  noteWrong(userId: number): Promise<void>;
  /** Sets the count of resends and until when codes are closed; the record's version does not move. */
  setResends(userId: number, resends: number, closedUntil: Instant | null): Promise<void>;
  /** Deletes codes that ran out and sends that were asked for before then; returns how many there were. */
  forgetBefore(then: Instant): Promise<number>;
}
