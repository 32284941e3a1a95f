import type { QueryResultRow } from 'pg';
import type { AuditEntry } from '../../src/domain/audit';
import { readInstant } from './instants';

/** The select list of an audit entry, for `toAuditEntry`. */
export const AUDIT_COLUMNS =
  'id, at, action, result, actor_id, actor, token_id, target_type, target_id, dialect, binding, ip, request_id, details';

const idOrNull = (value: string | null): number | null => (value === null ? null : Number(value));

/** The audit entry in a record selected by `AUDIT_COLUMNS`. */
export const toAuditEntry = (row: QueryResultRow): AuditEntry => ({
  id: Number(row['id']),
  at: readInstant(row['at']),
  action: row['action'],
  result: row['result'],
  actorId: idOrNull(row['actor_id']),
  actor: row['actor'],
  tokenId: idOrNull(row['token_id']),
  targetType: row['target_type'],
  targetId: row['target_id'],
  dialect: row['dialect'],
  binding: row['binding'],
  ip: row['ip'],
  requestId: row['request_id'],
  details: row['details'],
});
