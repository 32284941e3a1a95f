import type { Instant } from '../instant';

/** The hashes of passwords that a user had. */
export interface PasswordHistory {
  /** The hashes of a live user's last passwords, the present one first. */
  hashesOf(userId: number, count: number): Promise<string[]>;
  /** Keeps the hash that is about to be replaced, and of all former ones no more than the last `count`. */
  keepPresent(userId: number, count: number, now: Instant): Promise<void>;
}
