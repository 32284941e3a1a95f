import type { QueryResultRow } from 'pg';
import type {
  CredentialOwner,
  SessionCredential,
  TokenCredential,
} from '../../src/domain/repositories/principals';
import { inRankOrder, roleName } from '../../src/domain/role';
import { readInstant, readInstantOrNull } from './instants';
import { toTokenPolicy } from './token-policy-record';
import { isLockedAt, isSuspendedAt } from './user-select';

/** The select list of a credential's owner `u` as of the instant in a parameter. */
export const ownerColumns = (now: string): string => `
  u.id as owner_id, u.ulid, u.hex_id, u.username, u.can_write,
  array(select ur.role_id from user_roles ur where ur.user_id = u.id) as role_ids,
  (u.deleted_at is not null or ${isSuspendedAt(now)}
    or (${isLockedAt(now)} and u.lock_cause = 'administrator')) as is_barred`;

const toOwner = (row: QueryResultRow): CredentialOwner => ({
  id: Number(row['owner_id']),
  ulid: row['ulid'],
  hexId: row['hex_id'],
  username: row['username'],
  roles: inRankOrder((row['role_ids'] as number[]).map(roleName)),
  canWrite: row['can_write'],
  isBarred: row['is_barred'],
});

/** The credential in a record of a session and its owner. */
export const toSessionCredential = (row: QueryResultRow): SessionCredential => ({
  owner: toOwner(row),
  epoch: row['session_epoch'],
  isRestricted: row['restricted'],
  isEnded: row['is_ended'],
  expiresAt: readInstant(row['expires_at']),
  isExpired: row['is_expired'],
  isUseDue: row['is_use_due'],
});

/** The credential in a record of an API token, its owner, and under its own names its policy, if there is one. */
export const toTokenCredential = (row: QueryResultRow): TokenCredential => ({
  owner: toOwner(row),
  tokenId: Number(row['token_id']),
  tokenName: row['token_name'],
  role: row['token_role'],
  canWrite: row['token_can_write'],
  isRevoked: row['is_revoked'],
  expiresAt: readInstantOrNull(row['expires_at']),
  isExpired: row['is_expired'],
  isUseDue: row['is_use_due'],
  policy: row['id'] === null ? null : toTokenPolicy(row),
});
