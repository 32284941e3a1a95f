import type { QueryResultRow } from 'pg';
import type { TokenLimits } from '../../src/domain/token-use';
import type { TrafficStep } from '../../src/domain/traffic';
import type { UsageGroup } from '../../src/domain/usage';
import { readInstant } from './instants';

const numberOrNull = (value: string | number | null): number | null =>
  value === null ? null : Number(value);

const toCaller = (row: QueryResultRow): UsageGroup['caller'] =>
  row['caller_kind'] === null
    ? null
    : {
        kind: row['caller_kind'],
        id: Number(row['caller_id']),
        userId: numberOrNull(row['user_id']),
        tokenName: row['token_name'],
        username: row['username'],
      };

/** The group of calls in a record of the ledger's list. */
export const toUsageGroup = (row: QueryResultRow): UsageGroup => ({
  day: row['day'],
  dialect: row['dialect'],
  operation: row['operation'],
  binding: row['binding'],
  caller: toCaller(row),
  requests: Number(row['requests']),
  errors: Number(row['errors']),
  callers: Number(row['callers']),
  firstAt: readInstant(row['first_at']),
  lastAt: readInstant(row['last_at']),
  userAgent: row['user_agent'],
  lastSevenDays: Number(row['last_seven_days']),
  previousSevenDays: Number(row['previous_seven_days']),
});

/** The step in a record of the ledger's traffic. */
export const toTrafficStep = (row: QueryResultRow): TrafficStep => ({
  at: readInstant(row['at']),
  dialect: row['dialect'],
  requests: Number(row['requests']),
  clientErrors: Number(row['client_errors']),
  serverErrors: Number(row['server_errors']),
  buckets: (row['buckets'] as readonly (string | number)[]).map(Number),
});

/** The limits in a record of a token with its policy and its count. */
export const toTokenLimits = (row: QueryResultRow): TokenLimits => ({
  id: Number(row['id']),
  name: row['name'],
  userId: Number(row['user_id']),
  policy: row['has_policy']
    ? { ratePerMinute: row['rate_per_minute'], requestsPerDay: row['requests_per_day'] }
    : null,
  countedToday: row['count'],
});
