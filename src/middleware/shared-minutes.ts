import { AppError } from '../domain/error';
import type { SharedCounts } from '../domain/shared-counts';
import { createMemoryMinutes, type Minutes } from './memory-minutes';

/** Where processes count together, and what holds while that is away. */
export interface SharedLimits {
  readonly counts: SharedCounts;
  /** Whether a process then counts by itself; else what would be counted is refused. */
  readonly isOpen: boolean;
}

/**
 * The part of a limit that one process lets through while it cannot ask the others: two keep to the limit together, more of
 * them exceed it by half of it each.
 */
const SHARE = 0.5;

/** What a process may let through by itself: never nothing. */
export const shareOf = (limit: number): number => Math.max(1, Math.floor(limit * SHARE));

const RETRY_AFTER_SECONDS = 1;
const AWAY = new Error('budgets cannot be counted: Redis is away');

/** Counts in what processes share, under names that begin so; by itself, or not at all, while that is away. */
export const createSharedMinutes = ({ counts, isOpen }: SharedLimits, prefix: string): Minutes => {
  const local = createMemoryMinutes();
  return {
    async increment(key) {
      const shared = await counts.increment(prefix + key);
      if (shared) return shared;
      if (!isOpen) throw new AppError('unavailable', { retryAfter: RETRY_AFTER_SECONDS, cause: AWAY });
      return { ...(await local.increment(key)), isPartial: true };
    },
    async get(key) {
      const shared = await counts.get(prefix + key);
      if (shared === null) return local.get(key);
      return shared === 'none' ? undefined : shared;
    },
  };
};
