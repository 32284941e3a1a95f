import type { ClientRateLimitInfo, Store } from 'express-rate-limit';
import { type Day, dayOf } from '../domain/day';
import type { DayCounts } from '../domain/ports';

/** Largest number of requests that are counted in the database at once; what a killed process may overcount a token by. */
const LARGEST_BLOCK = 50;

interface Block {
  readonly day: Day;
  /** The last number handed out of this block, and the last that may be. */
  used: number;
  readonly end: number;
}

const nextMidnight = (now: Date): Date =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1));

// A tenth of what was counted so far: young counts are exact in the database at once, busy ones cost it little.
const blockSize = (used: number): number => Math.min(LARGEST_BLOCK, Math.max(1, Math.floor(used / 10)));

const idOf = (key: string): number => Number(key.slice(key.indexOf(':') + 1));

export interface DayStore extends Store {
  /** Numbers of a key's day that are held here and not used. */
  unusedOf(key: string, day: Day): number;
}

/**
 * Day counts that survive a restart. The database hands out blocks of consecutive numbers, so every request has a number
 * of its own whichever process serves it, and a limit of L lets the numbers 1 to L through. An orderly stop gives
 * unused numbers back.
 */
export const createDayStore = (counts: DayCounts, now: () => Date): DayStore => {
  const blocks = new Map<string, Block>();
  const leases = new Map<string, Promise<void>>();

  const lease = async (key: string, day: string, used: number): Promise<void> => {
    const size = blockSize(used);
    const end = await counts.lease(idOf(key), day, size);
    blocks.set(key, { day, used: end - size, end });
  };

  /** Joins the lease that is under way for this token, so that a burst takes one block and not one each. */
  const leaseOnce = (key: string, day: string, used: number): Promise<void> => {
    const underWay = leases.get(key) ?? lease(key, day, used).finally(() => leases.delete(key));
    leases.set(key, underWay);
    return underWay;
  };

  const take = (key: string, day: string): number | null => {
    const block = blocks.get(key);
    if (!block || block.day !== day || block.used >= block.end) return null;
    block.used += 1;
    return block.used;
  };

  return {
    localKeys: false,
    async increment(key): Promise<ClientRateLimitInfo> {
      for (;;) {
        const time = now();
        const day = dayOf(time);
        const number = take(key, day);
        if (number !== null) return { totalHits: number, resetTime: nextMidnight(time) };
        const known = blocks.get(key);
        await leaseOnce(key, day, known?.day === day ? known.used : 0);
      }
    },
    unusedOf(key, day) {
      const block = blocks.get(key);
      return block?.day === day ? block.end - block.used : 0;
    },
    // Nothing is ever uncounted: no option that would ask for it is in use.
    decrement() {},
    resetKey(key) {
      blocks.delete(key);
    },
    async shutdown() {
      const unused = [...blocks].filter(([, block]) => block.end > block.used);
      blocks.clear();
      for (const [key, block] of unused) await counts.giveBack(idOf(key), block.day, block.end - block.used);
    },
  };
};
