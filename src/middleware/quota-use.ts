import type { QuotaUse } from '../domain/usage-ports';
import type { DayStore } from './day-store';
import type { Minutes } from './memory-minutes';

/** What an API token is counted under, in both stores. */
export const tokenKey = (tokenId: number): string => `token:${tokenId}`;

/** The use of limits in the stores that a limiter counts in. */
export const quotaUse = (defaults: QuotaUse['defaults'], minutes: Minutes, days: DayStore): QuotaUse => ({
  defaults,
  async minuteOf(tokenId) {
    const counted = await minutes.get(tokenKey(tokenId));
    return counted?.resetTime ? { used: counted.totalHits, resetAt: counted.resetTime } : null;
  },
  unusedOf: (tokenId, day) => days.unusedOf(tokenKey(tokenId), day),
});
