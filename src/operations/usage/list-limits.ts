import { type Day, dayOf, daysBefore } from '../../domain/day';
import type { LimitUse, TokenLimits, TokenUse } from '../../domain/token-use';
import type { QuotaUse } from '../../domain/usage-ports';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';

const UNLIMITED: LimitUse = { limit: null, used: null, resetAt: null };

const minuteUse = async (quotas: QuotaUse, { id, policy }: TokenLimits): Promise<LimitUse> => {
  const limit = policy ? policy.ratePerMinute : quotas.defaults.perMinute;
  if (limit === null) return UNLIMITED;
  const counted = await quotas.minuteOf(id);
  // What was refused is counted as well, and uses nothing.
  return { limit, used: Math.min(counted?.used ?? 0, limit), resetAt: counted?.resetAt ?? null };
};

const dayUse = (quotas: QuotaUse, { id, policy, countedToday }: TokenLimits, today: Day): LimitUse => {
  const limit = policy ? policy.requestsPerDay : quotas.defaults.perDay;
  if (limit === null) return UNLIMITED;
  const used = Math.min(Math.max(0, countedToday - quotas.unusedOf(id, today)), limit);
  return { limit, used, resetAt: new Date(`${daysBefore(today, -1)}T00:00:00Z`) };
};

/** Counts that are asked for together: where they are shared each is a question, and requests wait behind them. */
const AT_ONCE = 100;

const inTurns = async <T, U>(items: readonly T[], work: (item: T) => Promise<U>): Promise<U[]> => {
  const done: U[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE)
    done.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map(work))));
  return done;
};

/**
 * API tokens by id with their use of their limits: the minute as it is counted here or, where processes share it, by all; the
 * day as the database counts it, less what this process holds of it and has not used. A page when a limit is given, else
 * all of them.
 */
export const listLimits =
  ({ work, clock, quotas }: Dependencies): Controller<'usage.limits'> =>
  async (page) => {
    const today = dayOf(clock.now());
    const { items, ...more } = await work.read.usage.limits(page, today);
    const toUse = async (limits: TokenLimits): Promise<TokenUse> => ({
      tokenId: limits.id,
      name: limits.name,
      userId: limits.userId,
      minute: await minuteUse(quotas, limits),
      day: dayUse(quotas, limits, today),
    });
    return { items: await inTurns(items, toUse), ...more };
  };
