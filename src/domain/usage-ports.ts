import type { Day } from './day';
import type { SpellingName, SpellingState } from './usage';

/** What was counted of calls and is not yet in the database. */
export interface UsageLog {
  /** Resolves when all that was counted before is in the database. Throws what the database throws; nothing is lost then. */
  flush(): Promise<void>;
}

/** What is known of API tokens' use of their limits: by this process, and by the others where they count together. */
export interface QuotaUse {
  /** The limits of tokens that no policy speaks for. */
  readonly defaults: { readonly perMinute: number; readonly perDay: number };
  /** Of the minute that runs; null where none was begun. */
  minuteOf(tokenId: number): Promise<{ readonly used: number; readonly resetAt: Date } | null>;
  /** Numbers of the day's count that this process holds and has not used. */
  unusedOf(tokenId: number, day: Day): number;
}

/** A spelling as the route table has it now. */
export interface KnownSpelling extends SpellingName {
  /** The label of its binding's first spelling; its own where it is that one. */
  readonly canonical: string;
  readonly lifecycle: SpellingState;
}

/** What the route table says of spellings, by the names that the ledger counts them under. */
export interface SpellingBook {
  /** Those with this label: several where the body decides between operations, none where the table has it no more. */
  named(binding: string): readonly KnownSpelling[];
  /** All that are not the canonical one of their binding. */
  aliases(): readonly SpellingName[];
}
