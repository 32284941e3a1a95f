import { DAY_MS } from '../../domain/durations';
import { AppError } from '../../domain/error';
import { type Instant, instantAfter, toInstant, toMillis } from '../../domain/instant';
import { quantileOf } from '../../domain/quantile';
import { MAX_STEPS, STEP_SECONDS, type TrafficPoint, type TrafficStep } from '../../domain/traffic';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';

const refuse = (field: string, expected: string): never => {
  throw new AppError('invalid_fields', { issues: [{ field, rule: 'range', expected }] });
};

const assertAnswerable = (since: Instant, until: Instant, stepSeconds: number): void => {
  const seconds = (toMillis(until) - toMillis(since)) / 1000;
  if (seconds < 0) refuse('since', `${until.slice(0, 19)}Z or before`);
  const least = Math.ceil(seconds / MAX_STEPS);
  if (stepSeconds >= least) return;
  // No step that may be asked for does: what is left is to ask about less.
  if (least > STEP_SECONDS.max) refuse('since', `at most ${MAX_STEPS} days before until`);
  refuse('step', `from ${least} to ${STEP_SECONDS.max} for so long a time`);
};

const toPoint = ({ buckets, ...step }: TrafficStep): TrafficPoint => ({
  ...step,
  p50: quantileOf(buckets, 0.5),
  p95: quantileOf(buckets, 0.95),
  p99: quantileOf(buckets, 0.99),
});

/** Requests, errors and latencies of each dialect over time, the last day unless said. Throws `invalid_fields`. */
export const getTraffic =
  ({ work, clock, usageLog }: Dependencies): Controller<'usage.traffic'> =>
  async ({ since, until, stepSeconds }) => {
    const end = until ?? toInstant(new Date(clock.now().getTime() + 1));
    const start = since ?? instantAfter(end, -DAY_MS);
    assertAnswerable(start, end, stepSeconds);
    await usageLog.flush();
    const steps = await work.read.usage.traffic({ since: start, until: end, stepSeconds });
    return steps.map(toPoint);
  };
