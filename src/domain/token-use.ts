/** A limit and what was used of it. */
export interface LimitUse {
  /** Null where there is none. */
  readonly limit: number | null;
  /** Up to the limit; null where there is none, since nothing is counted then. */
  readonly used: number | null;
  /** When the whole budget is back; null where nothing is counted at present. */
  readonly resetAt: Date | null;
}

/** An API token's use of its limits. */
export interface TokenUse {
  readonly tokenId: number;
  readonly name: string | null;
  readonly userId: number;
  readonly minute: LimitUse;
  readonly day: LimitUse;
}

/** What of it the directory knows. */
export interface TokenLimits {
  /** The token's. */
  readonly id: number;
  readonly name: string | null;
  readonly userId: number;
  /** The limits of its active policy, null for no limit; null where there is no such policy. */
  readonly policy: { readonly ratePerMinute: number | null; readonly requestsPerDay: number | null } | null;
  /** Numbers of the day that were handed out, those that processes hold and have not used among them. */
  readonly countedToday: number;
}
