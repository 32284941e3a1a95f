import type { Instant } from '../instant';

/** One use of a key: by whom, for which operation, and the SHA-256 of the key. */
export interface IdempotencyClaim {
  /** 0 for the machine, as in a principal. */
  readonly userId: number;
  readonly operation: string;
  readonly keyDigest: Buffer;
}

/** What is kept of a create that was asked for with a key: nothing of what was made but its id. */
export interface KeptCreation {
  /** Keyed digest of the canonical input. */
  readonly inputDigest: Buffer;
  readonly madeId: number;
  /** What the secret of an API token was derived from; null for all else. */
  readonly nonce: string | null;
}

export interface IdempotencyKeys {
  /** Holds the key until the transaction ends. False, at once, while another transaction holds it. */
  claim(claim: IdempotencyClaim): Promise<boolean>;
  /** What was made with the key after an instant; null when nothing was. */
  find(claim: IdempotencyClaim, since: Instant): Promise<KeptCreation | null>;
  /** Keeps what was made, in place of what the key had made before. To be called while the key is held. */
  keep(claim: IdempotencyClaim, kept: KeptCreation, now: Instant): Promise<void>;
  /** Deletes what was kept before then; returns how many there were. */
  forgetBefore(then: Instant): Promise<number>;
}
