import type { Request, RequestHandler, Response } from 'express';
import { type AugmentedRequest, MemoryStore, type Options, rateLimit, type Store } from 'express-rate-limit';
import { networkOf } from '../domain/address-block';
import { DAY_MS, MINUTE_MS } from '../domain/durations';
import { AppError } from '../domain/error';
import type { DayCounts } from '../domain/ports';
import type { Principal } from '../domain/principal';
import type { BudgetOwner, BudgetWindow, Signals } from '../domain/signals';
import type { QuotaUse } from '../domain/usage-ports';
import { callOf } from '../http/call';
import { createDayStore } from './day-store';
import { quotaUse, tokenKey } from './quota-use';

/** Limits for callers that no policy speaks for. */
export interface RateLimits {
  readonly perMinute: number;
  readonly perDay: number;
  readonly sessionPerMinute: number;
  readonly anonymousPerMinute: number;
}

/** Counting of requests. Each function resolves when the call may go on and rejects with `rate_limited` when not. */
export interface RateLimiter extends QuotaUse {
  /** Counts against the token, or the user of a session; the same budget whatever the alias or dialect. */
  countCaller(request: Request, response: Response): Promise<void>;
  /** Counts against the address: callers that are not known, or not yet. */
  countAnonymous(request: Request, response: Response): Promise<void>;
  /** Gives back what was leased and not used; to be called when no request is under way any more. */
  close(): Promise<void>;
}

/** Keeps what a limiter counted, if it is the tightest of this call's budgets. */
const noteQuota = (request: Request, response: Response): void => {
  const counted = (request as AugmentedRequest)['rateLimit'];
  if (!counted?.resetTime) return;
  const call = callOf(response);
  const { limit, remaining, resetTime } = counted;
  if (!call.quota || remaining < call.quota.remaining) call.quota = { limit, remaining, resetAt: resetTime };
};

const asPromise =
  (limit: RequestHandler) =>
  (request: Request, response: Response): Promise<void> =>
    new Promise<void>((resolve, reject) => {
      Promise.resolve(
        limit(request, response, (error?: unknown) => (error ? reject(error) : resolve())),
      ).catch(reject);
    }).finally(() => noteQuota(request, response));

const callerKey = ({ credential, userId }: Principal): string =>
  credential.kind === 'token' ? tokenKey(credential.tokenId) : `user:${userId}`;

const principalOf = (response: Response): Principal => {
  const { principal } = callOf(response);
  if (!principal) throw new Error('a caller is counted before it is known');
  return principal;
};

type Refused = Pick<Signals, 'rateLimited'>;

interface Budget {
  readonly per: BudgetWindow;
  readonly whose: (response: Response) => BudgetOwner;
  readonly limitOf: (response: Response) => number;
}

const base = ({ per, whose, limitOf }: Budget, signals: Refused): Partial<Options> => ({
  standardHeaders: 'draft-8',
  legacyHeaders: false,
  identifier: per,
  limit: (_request, response) => limitOf(response),
  handler: (_request, response, next) => {
    signals.rateLimited(whose(response), per);
    next(new AppError('rate_limited', { quota: { limit: limitOf(response), per } }));
  },
});

/** What a policy or, without one, the settings allow. Null: no limit. */
const minuteLimit = ({ credential }: Principal, limits: RateLimits): number | null => {
  if (credential.kind !== 'token') return limits.sessionPerMinute;
  return credential.policy ? credential.policy.ratePerMinute : limits.perMinute;
};

const dayLimit = ({ credential }: Principal, limits: RateLimits): number | null => {
  if (credential.kind !== 'token') return null;
  return credential.policy ? credential.policy.requestsPerDay : limits.perDay;
};

type LimitOf = typeof minuteLimit;

const whoseOf = (response: Response): BudgetOwner =>
  principalOf(response).credential.kind === 'token' ? 'token' : 'session';

const perCaller = (
  per: BudgetWindow,
  limitOf: LimitOf,
  { limits, signals }: { limits: RateLimits; signals: Refused },
  rest: { windowMs: number; store?: Store },
) =>
  asPromise(
    rateLimit({
      ...base(
        { per, whose: whoseOf, limitOf: (response) => limitOf(principalOf(response), limits) ?? 0 },
        signals,
      ),
      skip: (_request, response) => limitOf(principalOf(response), limits) === null,
      keyGenerator: (_request, response) => callerKey(principalOf(response)),
      ...rest,
    }),
  );

/** A limiter whose minutes are counted in this process and whose days are kept in the database. */
export const createRateLimiter = (
  limits: RateLimits,
  dayCounts: DayCounts,
  now: () => Date,
  signals: Refused,
): RateLimiter => {
  const rules = { limits, signals };
  const minutes = new MemoryStore();
  const countMinute = perCaller('minute', minuteLimit, rules, { windowMs: MINUTE_MS, store: minutes });
  const days = createDayStore(dayCounts, now);
  const countDay = perCaller('day', dayLimit, rules, { windowMs: DAY_MS, store: days });
  const perAddress: Budget = {
    per: 'minute',
    whose: () => 'anonymous',
    limitOf: () => limits.anonymousPerMinute,
  };
  const countAddress = asPromise(
    rateLimit({
      ...base(perAddress, signals),
      windowMs: MINUTE_MS,
      keyGenerator: (_request, response) => networkOf(callOf(response).ip),
    }),
  );
  return {
    countAnonymous: countAddress,
    close: async () => days.shutdown?.(),
    ...quotaUse(limits, minutes, days),
    async countCaller(request, response) {
      // The minute first: what it refuses takes nothing from the day.
      await countMinute(request, response);
      await countDay(request, response);
    },
  };
};
