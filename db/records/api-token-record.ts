import type { QueryResultRow } from 'pg';
import type { ApiToken } from '../../src/domain/api-token';
import { readInstant, readInstantOrNull } from './instants';

/** The select list of a token as of the instant in a parameter, for `toApiToken`. Never the digest. */
export const apiTokenColumns = (now: string): string => `
  id, ulid, user_id, name, prefix, policy_id,
  case when revoked_at is not null then 'revoked' when expires_at <= ${now} then 'expired' else 'active' end as status,
  expires_at, last_used_at, created_at, updated_at`;

/** The token in a record selected by `apiTokenColumns`. */
export const toApiToken = (row: QueryResultRow): ApiToken => ({
  id: Number(row['id']),
  ulid: row['ulid'],
  userId: Number(row['user_id']),
  name: row['name'],
  prefix: row['prefix'],
  policyId: row['policy_id'] === null ? null : Number(row['policy_id']),
  status: row['status'],
  expiresAt: readInstantOrNull(row['expires_at']),
  lastUsedAt: readInstantOrNull(row['last_used_at']),
  createdAt: readInstant(row['created_at']),
  updatedAt: readInstant(row['updated_at']),
});
