import { LATENCY_BUCKETS_MS } from '../../../src/domain/latency-buckets';
import type { TrafficPoint } from '../../../src/domain/traffic';
import { type Field, shape } from '../../codec/fields';
import { wholeSeconds } from '../../codec/times';
import { COUNT, orNull, TIME, textOf } from '../../codec/wire-types';

const MILLIS = orNull({
  type: 'number',
  minimum: 0,
  maximum: LATENCY_BUCKETS_MS[LATENCY_BUCKETS_MS.length - 1] ?? 0,
});

const within = (share: 'p50' | 'p95' | 'p99', example: number): Field<TrafficPoint> => ({
  key: `${share}_ms`,
  of: (point) => point[share],
  schema: MILLIS,
  example,
});

/** How a dialect was asked in one step of time. */
export const trafficShape = shape<TrafficPoint>(
  [
    { key: 'at', of: ({ at }) => wholeSeconds(at), schema: TIME, example: '2030-06-15T10:30:00Z' },
    { key: 'dialect', of: ({ dialect }) => dialect, schema: textOf(255), example: 'rest' },
    { key: 'requests', of: ({ requests }) => requests, schema: COUNT, example: 1204 },
    { key: 'client_errors', of: ({ clientErrors }) => clientErrors, schema: COUNT, example: 3 },
    { key: 'server_errors', of: ({ serverErrors }) => serverErrors, schema: COUNT, example: 0 },
    within('p50', 1.8),
    within('p95', 4.6),
    within('p99', 9.2),
  ],
  'Traffic',
);
