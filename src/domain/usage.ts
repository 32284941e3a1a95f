import type { Day } from './day';
import type { Instant } from './instant';

/**
 * Whose calls are counted together: those of an API token, those of a user's sessions, those whose caller was not known
 * (sign-ins, refusals before it was), and what could not be kept apart while the database was away.
 */
export const CALLER_KINDS = ['token', 'session', 'anonymous', 'unattributed'] as const;
export type CallerKind = (typeof CALLER_KINDS)[number];

/** A caller as the ledger knows it. */
export interface UsageCaller {
  readonly kind: CallerKind;
  /** The token's id, the user's id of sessions, 0 for the others. */
  readonly id: number;
  /** The user behind it; null where there is none. */
  readonly userId: number | null;
}

/** A call that is over. */
export interface CountedCall {
  /** The label of the spelling: method and path template. */
  readonly binding: string;
  readonly dialect: string;
  readonly operation: string;
  readonly caller: UsageCaller;
  /** Of HTTP: 400 and above are errors. */
  readonly status: number;
  /** How long the answer took, in milliseconds. */
  readonly ms: number;
  readonly userAgent: string | null;
}

/** What one caller asked of one spelling on one day. The operation is a part of the name: bodies decide between several. */
export interface UsageEntry {
  readonly day: Day;
  readonly binding: string;
  readonly dialect: string;
  readonly operation: string;
  readonly caller: UsageCaller;
  readonly requests: number;
  readonly errors: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  /** The latest that was told, cut at `USER_AGENT_LIMIT`. */
  readonly userAgent: string | null;
}

/** How a dialect was asked in one minute. */
export interface TrafficEntry {
  readonly minute: Instant;
  readonly dialect: string;
  readonly requests: number;
  /** Answers of 400 to 499. */
  readonly clientErrors: number;
  /** Answers of 500 and above. */
  readonly serverErrors: number;
  /** Answers by time, `BUCKET_COUNT` counts. */
  readonly buckets: readonly number[];
}

/** What is written at once: wholly or not at all, and once however often it is tried. */
export interface UsageBatch {
  readonly id: string;
  readonly entries: readonly UsageEntry[];
  readonly traffic: readonly TrafficEntry[];
}

/** Longest user agent that is kept, in characters. */
export const USER_AGENT_LIMIT = 255;

/** What rows of an answer can be told apart by. */
export const USAGE_DIMENSIONS = ['day', 'dialect', 'operation', 'binding', 'caller'] as const;
export type UsageDimension = (typeof USAGE_DIMENSIONS)[number];

/** Filters of the ledger; all given ones must hold. */
export interface UsageFilter {
  readonly dialect?: string;
  readonly operation?: string;
  readonly binding?: string;
  readonly tokenId?: number;
  /** A user's sessions and tokens. */
  readonly userId?: number;
  /** A user's sessions alone. */
  readonly sessionsOf?: number;
}

/** A spelling by the names that the ledger counts it under. */
export interface SpellingName {
  readonly binding: string;
  readonly operation: string;
}

/** A question to the ledger, about whole days. */
export interface UsageQuestion {
  readonly by: readonly UsageDimension[];
  readonly filter: UsageFilter;
  /** Absent: all spellings. */
  readonly among?: readonly SpellingName[];
  readonly since: Day;
  /** Inclusive. */
  readonly until: Day;
  readonly limit: number;
}

/** One group of calls. What they are not told apart by is null, save where it follows from the spelling. */
export interface UsageGroup {
  readonly day: Day | null;
  readonly dialect: string | null;
  readonly operation: string | null;
  readonly binding: string | null;
  readonly caller:
    | (UsageCaller & { readonly tokenName: string | null; readonly username: string | null })
    | null;
  readonly requests: number;
  readonly errors: number;
  /** How many rows it would be were they told apart by caller as well. */
  readonly callers: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  /** The latest, where all calls are of one caller. */
  readonly userAgent: string | null;
  /** Requests of the seven days that end with the last day asked for, or with the row's own. */
  readonly lastSevenDays: number;
  /** Requests of the seven days before those. */
  readonly previousSevenDays: number;
}

/** Where a spelling is on its way out. */
export interface SpellingState {
  readonly status: 'live' | 'deprecated' | 'sunset';
  readonly deprecatedAt: Instant | null;
  readonly sunsetAt: Instant | null;
  /** The label of what comes after it; null where there is none, or it depends on the body. */
  readonly successor: string | null;
}

/** A group with what the route table says of its spelling now; null where it is of several, or of one that is gone. */
export interface UsageRow extends UsageGroup {
  readonly canonical: string | null;
  readonly lifecycle: SpellingState | null;
}

/** What a caller is told of its own calls. */
export interface OwnUsageRow extends UsageRow {
  readonly isAlias: boolean;
  /** What to call in its place; null where that is the spelling itself, depends on the body, or there is none that stays. */
  readonly instead: string | null;
}
