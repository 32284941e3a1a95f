import type { Response } from 'express';
import { networkOf } from '../domain/address-block';
import { DAY_MS, MINUTE_MS } from '../domain/durations';
import { AppError } from '../domain/error';
import type { DayCounts } from '../domain/ports';
import type { Principal } from '../domain/principal';
import type { BudgetOwner, BudgetWindow, Signals } from '../domain/signals';
import type { QuotaUse } from '../domain/usage-ports';
import { callOf } from '../http/call';
import { addBudgetHeaders, secondsUntil } from './budget-headers';
import { createDayStore } from './day-store';
import { createMemoryMinutes, type MinuteCount, type Minutes } from './memory-minutes';
import { quotaUse, tokenKey } from './quota-use';
import { createSharedMinutes, type SharedLimits, shareOf } from './shared-minutes';

/** Limits for callers that no policy speaks for. */
export interface RateLimits {
  readonly perMinute: number;
  readonly perDay: number;
  readonly sessionPerMinute: number;
  readonly anonymousPerMinute: number;
}

/**
 * Counting of requests. Each function resolves when the call may go on and rejects with `rate_limited` when not, or with
 * `unavailable` where nobody may count.
 */
export interface RateLimiter extends QuotaUse {
  /** Counts against the token, or the user of a session; the same budget whatever the alias or dialect. */
  countCaller(response: Response): Promise<void>;
  /** Counts against the address: callers that are not known, or not yet. */
  countAnonymous(response: Response): Promise<void>;
  /** Begins to reach for what processes share; resolves when it is known whether that is there. */
  open(): Promise<void>;
  /** Whether requests can be counted, or need not be. */
  canCount(): boolean;
  /** Gives back what was leased and not used; to be called when no request is under way any more. */
  close(): Promise<void>;
}

const callerKey = ({ credential, userId }: Principal): string =>
  credential.kind === 'token' ? tokenKey(credential.tokenId) : `user:${userId}`;

const principalOf = (response: Response): Principal => {
  const { principal } = callOf(response);
  if (!principal) throw new Error('a caller is counted before it is known');
  return principal;
};

type Refused = Pick<Signals, 'rateLimited'>;

/** What is counted, where, and for how long. */
interface Window {
  readonly per: BudgetWindow;
  readonly windowMs: number;
  readonly store: { increment(key: string): MinuteCount | Promise<MinuteCount> };
}

/** Whose count it is, and how far it may go. */
interface Counted {
  readonly key: string;
  readonly whose: BudgetOwner;
  readonly limit: number;
}

/** Keeps the tightest of a call's budgets. */
const noteQuota = (response: Response, limit: number, remaining: number, resetAt: Date): void => {
  const call = callOf(response);
  if (!call.quota || remaining < call.quota.remaining) call.quota = { limit, remaining, resetAt };
};

/** Counts a call in a window and says so in its headers. Throws `rate_limited` for one too many. */
const countIn =
  ({ per, windowMs, store }: Window, signals: Refused) =>
  async (response: Response, { key, whose, limit: whole }: Counted): Promise<void> => {
    const counted = await store.increment(key);
    const { totalHits, resetTime: resetAt = new Date(Date.now() + windowMs) } = counted;
    const limit = counted.isPartial ? shareOf(whole) : whole;
    const remaining = Math.max(limit - totalHits, 0);
    addBudgetHeaders(response, { per, windowMs, key, limit, remaining, resetAt });
    noteQuota(response, limit, remaining, resetAt);
    if (totalHits <= limit) return;
    signals.rateLimited(whose, per);
    throw new AppError('rate_limited', { quota: { limit, per }, retryAfter: secondsUntil(resetAt) });
  };

const createMinutes = (shared: SharedLimits | null, prefix: string): Minutes =>
  shared ? createSharedMinutes(shared, prefix) : createMemoryMinutes();

/** What a policy or, without one, the settings allow. Null: no limit. */
const minuteLimit = ({ credential }: Principal, limits: RateLimits): number | null => {
  if (credential.kind !== 'token') return limits.sessionPerMinute;
  return credential.policy ? credential.policy.ratePerMinute : limits.perMinute;
};

const dayLimit = ({ credential }: Principal, limits: RateLimits): number | null => {
  if (credential.kind !== 'token') return null;
  return credential.policy ? credential.policy.requestsPerDay : limits.perDay;
};

/** A limiter whose days are kept in the database, and whose minutes are counted in this process unless processes share them. */
export const createRateLimiter = (
  limits: RateLimits,
  dayCounts: DayCounts,
  now: () => Date,
  signals: Refused,
  shared: SharedLimits | null,
): RateLimiter => {
  const minutes = createMinutes(shared, '');
  const addresses = createMinutes(shared, 'address:');
  const days = createDayStore(dayCounts, now);
  const countMinute = countIn({ per: 'minute', windowMs: MINUTE_MS, store: minutes }, signals);
  const countDay = countIn({ per: 'day', windowMs: DAY_MS, store: days }, signals);
  const countAddress = countIn({ per: 'minute', windowMs: MINUTE_MS, store: addresses }, signals);
  return {
    countAnonymous: (response) =>
      countAddress(response, {
        key: networkOf(callOf(response).ip),
        whose: 'anonymous',
        limit: limits.anonymousPerMinute,
      }),
    open: async () => shared?.counts.open(),
    canCount: () => shared === null || shared.isOpen || shared.counts.isUp(),
    async close() {
      shared?.counts.close();
      await days.shutdown?.();
    },
    ...quotaUse(limits, minutes, days),
    async countCaller(response) {
      const principal = principalOf(response);
      const key = callerKey(principal);
      const whose = principal.credential.kind === 'token' ? 'token' : 'session';
      const perMinute = minuteLimit(principal, limits);
      const perDay = dayLimit(principal, limits);
      // The minute first: what it refuses takes nothing from the day.
      if (perMinute !== null) await countMinute(response, { key, whose, limit: perMinute });
      if (perDay !== null) await countDay(response, { key, whose, limit: perDay });
    },
  };
};
