/** A scheduled window in which a spelling that is to go answers as if it were gone already. */
export interface Brownout {
  /** The first moment of it. */
  readonly from: Date;
  /** The first moment after it. */
  readonly until: Date;
}

/** How a spelling goes, step by step; whoever says any step says when it was deprecated. */
export interface Lifecycle {
  /** When it is, or was, deprecated (RFC 9745). */
  readonly deprecatedAt: Date | null;
  /** From when on it is gone (RFC 8594). */
  readonly sunsetAt: Date | null;
  /** The label of what to call in its place. */
  readonly successor: string | null;
  readonly brownouts: readonly Brownout[];
  /** Names of API tokens that brownouts spare; after the sunset nobody is spared. */
  readonly exempt: readonly string[];
}

/** Where on its way a spelling is. */
export type LifecycleStatus = 'live' | 'deprecated' | 'brownout' | 'sunset';

/** The end of the brownout that a moment is in, of several that touch the end of the last; null outside. */
export const brownoutEnd = (brownouts: readonly Brownout[], now: Date): Date | null => {
  const covering = brownouts.filter(({ from, until }) => from <= now && now < until);
  if (covering.length === 0) return null;
  const end = new Date(Math.max(...covering.map(({ until }) => until.getTime())));
  return brownoutEnd(brownouts, end) ?? end;
};

/** The status at a moment; without a lifecycle a spelling is live for good. */
export const statusAt = (lifecycle: Lifecycle | null, now: Date): LifecycleStatus => {
  if (!lifecycle) return 'live';
  const { deprecatedAt, sunsetAt, brownouts } = lifecycle;
  if (sunsetAt && sunsetAt <= now) return 'sunset';
  if (brownoutEnd(brownouts, now)) return 'brownout';
  return deprecatedAt && deprecatedAt <= now ? 'deprecated' : 'live';
};

/** A spelling of the route table, and how it goes. */
export interface SpellingLifecycle {
  /** Its label. */
  readonly binding: string;
  readonly dialect: string;
  readonly operation: string;
  /** The label of its binding's first spelling. */
  readonly canonical: string;
  /** Null where no end is planned. */
  readonly lifecycle: Lifecycle | null;
}

/** The same with the status that it has now. */
export interface DatedLifecycle extends SpellingLifecycle {
  readonly status: LifecycleStatus;
}

/** What the route table plans for the spellings that are served. */
export interface LifecycleBook {
  /** All of them, in the order of the table. */
  spellings(): readonly SpellingLifecycle[];
}
