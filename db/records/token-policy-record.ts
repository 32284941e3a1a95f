import type { QueryResultRow } from 'pg';
import type { TokenPolicy } from '../../src/domain/token-policy';
import { readInstant } from './instants';

/** The select list of a policy, for `toTokenPolicy`. */
export const TOKEN_POLICY_COLUMNS =
  'id, name, description, rate_per_minute, requests_per_day, methods, paths, ips, active, created_at, updated_at';

/** The policy in a record selected by `TOKEN_POLICY_COLUMNS`. */
export const toTokenPolicy = (row: QueryResultRow): TokenPolicy => ({
  id: Number(row['id']),
  name: row['name'],
  description: row['description'],
  ratePerMinute: row['rate_per_minute'],
  requestsPerDay: row['requests_per_day'],
  methods: row['methods'],
  paths: row['paths'],
  ips: row['ips'],
  active: row['active'],
  createdAt: readInstant(row['created_at']),
  updatedAt: readInstant(row['updated_at']),
});
