import type { Instant } from './instant';

/** A span of time in steps of whole seconds. */
export interface TrafficQuestion {
  readonly since: Instant;
  /** Exclusive. */
  readonly until: Instant;
  readonly stepSeconds: number;
}

/** How a dialect was asked in one step, over all replicas. */
export interface TrafficStep {
  /** The beginning of the step; steps begin at multiples of their length since 1970. */
  readonly at: Instant;
  readonly dialect: string;
  readonly requests: number;
  readonly clientErrors: number;
  readonly serverErrors: number;
  readonly buckets: readonly number[];
}

/** A step with the times within which half, 95 and 99 of a hundred answers came, in milliseconds. */
export interface TrafficPoint extends Omit<TrafficStep, 'buckets'> {
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

/** How long minutes are kept, in days. */
export const TRAFFIC_KEEP_DAYS = 14;

/** Most steps that one answer spans. */
export const MAX_STEPS = 5000;

/** How long a step may be, in seconds. */
export const STEP_SECONDS = { min: 60, max: 86_400 } as const;
