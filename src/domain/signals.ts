// What is counted for those who run this. Every word here stands in a closed list: a count never holds anything of a user.

/** How sign-ins end: `throttled` was refused unheard, `undecided` could not be decided, as when hashing is busy. */
export const SIGN_IN_RESULTS = ['succeeded', 'failed', 'throttled', 'undecided'] as const;
export type SignInResult = (typeof SIGN_IN_RESULTS)[number];

/** Why accounts are locked. */
export const LOCK_CAUSES = ['failures', 'administrator'] as const;
export type LockCause = (typeof LOCK_CAUSES)[number];

/** Whose budgets there are. */
export const BUDGET_OWNERS = ['token', 'session', 'anonymous'] as const;
export type BudgetOwner = (typeof BUDGET_OWNERS)[number];

/** How long budgets last. */
export const BUDGET_WINDOWS = ['minute', 'day'] as const;
export type BudgetWindow = (typeof BUDGET_WINDOWS)[number];

/** Counts of what happens. None of them throws, and none waits. */
export interface Signals {
  signedIn(result: SignInResult): void;
  /** Told once the lock is committed. */
  accountLocked(cause: LockCause): void;
  rateLimited(who: BudgetOwner, window: BudgetWindow): void;
}

/** What a call is counted under. */
export interface CallLabels {
  readonly dialect: string;
  readonly operation: string;
  /** The spelling: `METHOD template`. */
  readonly binding: string;
  /** Whether it is not its binding's first spelling. */
  readonly isAlias: boolean;
}

/** Counts one call of what the recorder was made for, by its status and its duration in milliseconds. */
export type CallRecorder = (status: number, ms: number, isAborted: boolean) => void;

/** Counts of calls. */
export interface CallMeter {
  begin(): void;
  end(): void;
  /** To be kept: making one costs more than using it. */
  recorder(labels: CallLabels): CallRecorder;
}
