import type { QueryResultRow } from 'pg';
import type { ApiToken } from '../../src/domain/api-token';
import { primaryRole, roleName } from '../../src/domain/role';
import { readInstant, readInstantOrNull } from './instants';

/**
 * The select list of a token of `api_tokens` as of the instant in a parameter, with what its owner may, for `toApiToken`.
 * Never the digest.
 */
export const apiTokenColumns = (now: string): string => `
  id, ulid, user_id, name, description, role, can_write, prefix, policy_id,
  array(select ur.role_id from user_roles ur where ur.user_id = api_tokens.user_id) as owner_role_ids,
  (select u.can_write from users u where u.id = api_tokens.user_id) as owner_can_write,
  case when revoked_at is not null then 'revoked' when expires_at <= ${now} then 'expired' else 'active' end as status,
  expires_at, last_used_at, created_at, updated_at`;

/** The token in a record selected by `apiTokenColumns`. */
export const toApiToken = (row: QueryResultRow): ApiToken => ({
  id: Number(row['id']),
  ulid: row['ulid'],
  userId: Number(row['user_id']),
  name: row['name'],
  description: row['description'],
  role: row['role'],
  canWrite: row['can_write'],
  ownerRole: primaryRole((row['owner_role_ids'] as number[]).map(roleName)),
  ownerCanWrite: row['owner_can_write'],
  prefix: row['prefix'],
  policyId: row['policy_id'] === null ? null : Number(row['policy_id']),
  status: row['status'],
  expiresAt: readInstantOrNull(row['expires_at']),
  lastUsedAt: readInstantOrNull(row['last_used_at']),
  createdAt: readInstant(row['created_at']),
  updatedAt: readInstant(row['updated_at']),
});
