import { MemoryStore, type Options } from 'express-rate-limit';
import { MINUTE_MS } from '../domain/durations';

/** What was counted of a key in the window that runs. */
export interface MinuteCount {
  readonly totalHits: number;
  readonly resetTime?: Date | undefined;
  /** Whether this process alone knows of it, although others count the same key: then it may go up to a share of its limit. */
  readonly isPartial?: true;
}

/** Counts by the minute. */
export interface Minutes {
  /** Counts one for a key, and tells no two the same number. Throws `unavailable` where nobody may count. */
  increment(key: string): MinuteCount | Promise<MinuteCount>;
  /** The window that runs; undefined where none does. */
  get(key: string): Promise<MinuteCount | undefined>;
}

/** Keys of a window that are kept at least, and twice of them at most: some 85 MB. */
const MOST_KEYS = 200_000;

// A stranger with many addresses would fill the memory within a window. The store keeps two maps, and whoever comes again is in the
// newer one: without the older go those who were not seen since that many others.
const keepWithin = (store: MemoryStore, most: number): void => {
  if (store.current.size <= most) return;
  store.previous = store.current;
  store.current = new Map();
};

// The machine's clock was set back: nobody waits for longer than the window, and the count begins anew.
const forgetFuture = (store: MemoryStore, key: string): void => {
  const known = store.current.get(key) ?? store.previous.get(key);
  if (known && known.resetTime.getTime() - Date.now() > MINUTE_MS) void store.resetKey(key);
};

/**
 * Counts in this process alone. The library answers with what it goes on counting in, so that two at once would be told
 * the same number.
 */
export const createMemoryMinutes = (mostKeys = MOST_KEYS): Minutes => {
  const store = new MemoryStore();
  store.init({ windowMs: MINUTE_MS } as Options);
  return {
    increment(key) {
      forgetFuture(store, key);
      void store.increment(key);
      const { totalHits = 0, resetTime } = store.current.get(key) ?? {};
      keepWithin(store, mostKeys);
      return { totalHits, resetTime };
    },
    get: (key) => store.get(key),
  };
};
