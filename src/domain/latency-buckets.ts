/**
 * Upper bounds of the buckets in which the times of answers are counted, in milliseconds; what is slower falls into one
 * more. Metrics and the ledger's traffic share them, so that both tell the same percentiles.
 */
export const LATENCY_BUCKETS_MS = [1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000] as const;
