import type { Logger } from './adapters/logger';
import { createRedisCounts } from './adapters/redis/redis-counts';
import type { Config } from './config';
import { MINUTE_MS } from './domain/durations';
import type { SharedLimits } from './middleware/shared-minutes';

/** Limits that processes share, and what those who run them are told of it. */
export interface WatchedSharedLimits extends SharedLimits {
  /** How often what is shared went away. */
  outages(): number;
}

const MEANWHILE = {
  open: 'this process counts requests by the minute alone, up to half of each limit',
  closed: 'whatever is counted by the minute is answered 503',
} as const;

/** Null without a Redis: then each process counts by itself. Nothing is connected before it is opened. */
export const createSharedLimits = (
  { redis }: Pick<Config, 'redis'>,
  logger: Pick<Logger, 'info' | 'warn'>,
): WatchedSharedLimits | null => {
  const { url, outage, timeoutMs } = redis;
  if (url === null) return null;
  let outages = 0;
  const onChange = (reason: string | null): void => {
    if (reason === null) {
      logger.info('Redis answers: limits by the minute are shared');
      return;
    }
    outages += 1;
    logger.warn(`Redis is away (${reason}): ${MEANWHILE[outage]}`);
  };
  return {
    counts: createRedisCounts({ url, timeoutMs, windowMs: MINUTE_MS, onChange }),
    isOpen: outage === 'open',
    outages: () => outages,
  };
};
