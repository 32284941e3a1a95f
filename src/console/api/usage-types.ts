// What the ledger, the lifecycle and the limits answer.

/** Who called: a token of a user, a signed-in user, or nobody known. */
export interface Caller {
  readonly kind: 'token' | 'session' | 'anonymous' | 'unattributed';
  readonly token_id: number | null;
  readonly token_name: string | null;
  readonly user_id: number | null;
  readonly username: string | null;
}

export type LifecycleStatus = 'live' | 'deprecated' | 'brownout' | 'sunset';

/** A row of the ledger; what it was not grouped by is null. */
export interface UsageRow {
  readonly day: string | null;
  readonly dialect: string | null;
  readonly operation: string | null;
  readonly binding: string | null;
  readonly canonical: string | null;
  readonly caller: Caller | null;
  readonly requests: number;
  readonly errors: number;
  readonly callers: number;
  readonly first_at: string;
  readonly last_at: string;
  readonly user_agent: string | null;
  readonly last_7_days: number;
  readonly previous_7_days: number;
  readonly lifecycle: {
    readonly status: LifecycleStatus;
    readonly deprecated: string | null;
    readonly sunset: string | null;
    readonly successor: string | null;
  } | null;
}

/** What one dialect answered in one step of time. */
export interface TrafficRow {
  readonly at: string;
  readonly dialect: string;
  readonly requests: number;
  readonly client_errors: number;
  readonly server_errors: number;
  readonly p50_ms: number | null;
  readonly p95_ms: number | null;
  readonly p99_ms: number | null;
}

/** What of a limit is used; no limit is null. */
export interface Use {
  readonly limit: number | null;
  /** Null where nothing is counted. */
  readonly used: number | null;
  readonly reset_at: string | null;
}

/** An API token's live use. */
export interface TokenUse {
  readonly token_id: number;
  readonly minute: Use;
  readonly day: Use;
}

/** Where a spelling stands between live and gone. */
export interface LifecycleRow {
  readonly binding: string;
  readonly dialect: string;
  readonly operation: string;
  readonly canonical: string;
  readonly status: LifecycleStatus;
  readonly deprecated: string | null;
  readonly sunset: string | null;
  readonly successor: string | null;
  readonly brownouts: readonly { readonly from: string; readonly until: string }[];
  readonly exempt: readonly string[];
}
