import { LATENCY_BUCKETS_MS } from './latency-buckets';

/** How many buckets there are: one for each bound, and one for what is slower than the last. */
export const BUCKET_COUNT = LATENCY_BUCKETS_MS.length + 1;

/** The bucket that a time in milliseconds falls into; a bound belongs to the bucket below it. */
export const bucketOf = (ms: number): number => {
  const index = LATENCY_BUCKETS_MS.findIndex((bound) => ms <= bound);
  return index === -1 ? LATENCY_BUCKETS_MS.length : index;
};

const SLOWEST_BOUND = LATENCY_BUCKETS_MS[LATENCY_BUCKETS_MS.length - 1] ?? 0;

const roundedMs = (ms: number): number => Math.round(ms * 100) / 100;

/**
 * The time in milliseconds within which a share (0 to 1) of the answers came, estimated from counts by bucket as
 * Prometheus's `histogram_quantile` does: evenly spread within a bucket, and the last bound for all that is slower. Null
 * where nothing was counted.
 */
export const quantileOf = (buckets: readonly number[], share: number): number | null => {
  const total = buckets.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let below = 0;
  for (const [index, count] of buckets.entries()) {
    if (count > 0 && below + count >= share * total) {
      const lower = LATENCY_BUCKETS_MS[index - 1] ?? 0;
      const upper = LATENCY_BUCKETS_MS[index];
      if (upper === undefined) return SLOWEST_BOUND;
      return roundedMs(lower + (upper - lower) * ((share * total - below) / count));
    }
    below += count;
  }
  return SLOWEST_BOUND;
};
