import { RedisStore } from 'rate-limit-redis';
import type { SharedCounts, WindowCount } from '../../domain/shared-counts';
import { createRedisLink } from './redis-link';

/** What every key begins with. */
export const KEY_PREFIX = 'roster:minute:';

/** Counted once a second by every process: what shows that Redis takes writes, and not only that it answers. */
const CHECK_KEY = 'check';

export interface RedisCountsOptions {
  readonly url: string;
  readonly timeoutMs: number;
  /** How long a count stands, in milliseconds from its first; its key goes with it. */
  readonly windowMs: number;
  /** Told of every change, the state after the first try included; null: Redis is there. */
  readonly onChange: (reason: string | null) => void;
}

// For a key that is not there the library has numbers of its own: no count, and an end that is past.
const running = ({ totalHits, resetTime }: { totalHits: number; resetTime: Date | undefined }) =>
  totalHits > 0 && resetTime && resetTime.getTime() > Date.now() ? { totalHits, resetTime } : 'none';

/** Counts in Redis, through the scripts of rate-limit-redis: one round trip each, exact however many count at once. */
export const createRedisCounts = ({ windowMs, ...options }: RedisCountsOptions): SharedCounts => {
  const link = createRedisLink<RedisStore>({
    ...options,
    async prepare(connection) {
      const store = new RedisStore({
        prefix: KEY_PREFIX,
        sendCommand: (...words) => connection.send(...words),
      });
      // It asks the options for nothing else.
      await store.init({ windowMs } as Parameters<RedisStore['init']>[0]);
      await store.increment(CHECK_KEY);
      return store;
    },
    check: (store) => store.increment(CHECK_KEY),
  });
  return {
    ...link,
    increment: (key) => link.ask(async (store) => (await store.increment(key)) as WindowCount),
    get: (key) => link.ask(async (store) => running((await store.get(key)) as WindowCount)),
  };
};
