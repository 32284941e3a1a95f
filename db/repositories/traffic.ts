import { BUCKET_COUNT } from '../../src/domain/quantile';
import type { TrafficQuestion, TrafficStep } from '../../src/domain/traffic';
import { toTrafficStep } from '../records/usage-record';
import { type Queryable, rowsOf, statement } from '../statement';

const BUCKETS = Array.from(
  { length: BUCKET_COUNT },
  (_, index) => `coalesce(sum(buckets[${index + 1}]), 0)::bigint`,
);

// A step that is no whole number of minutes has those minutes that begin in it.
const TRAFFIC = statement(`
  select to_timestamp((floor(extract(epoch from minute) / $3::int) * $3::int)::float8) as at, dialect,
    sum(requests) as requests, sum(client_errors) as client_errors, sum(server_errors) as server_errors,
    array[${BUCKETS.join(', ')}] as buckets
  from traffic_minutes
  where minute >= date_trunc('minute', $1::timestamptz) and minute < $2::timestamptz
  group by 1, dialect order by 1, dialect`);

/** How dialects were asked, step by step, summed over replicas. */
export const readTraffic = (
  on: Queryable,
  { since, until, stepSeconds }: TrafficQuestion,
): Promise<TrafficStep[]> => rowsOf(on, TRAFFIC, [since, until, stepSeconds], toTrafficStep);
