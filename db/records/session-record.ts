import type { QueryResultRow } from 'pg';
import type { HeldRefreshToken } from '../../src/domain/repositories/sessions';
import type { Session } from '../../src/domain/session';
import { readInstant, readInstantOrNull } from './instants';

/** The select list of a session, for `toSession`. */
export const SESSION_COLUMNS = 'id, user_id, ip, user_agent, created_at, last_used_at';

/** The session in a record selected by `SESSION_COLUMNS`. */
export const toSession = (row: QueryResultRow): Session => ({
  id: row['id'],
  userId: Number(row['user_id']),
  createdAt: readInstant(row['created_at']),
  lastUsedAt: readInstant(row['last_used_at']),
  ip: row['ip'],
  userAgent: row['user_agent'],
});

/** The refresh token in a record that joins token, child and session. */
export const toHeldRefreshToken = (row: QueryResultRow): HeldRefreshToken => ({
  sessionId: row['session_id'],
  userId: Number(row['user_id']),
  sessionCreatedAt: readInstant(row['created_at']),
  usedAt: readInstantOrNull(row['used_at']),
  isChildUsed: row['is_child_used'],
  expiresAt: readInstant(row['expires_at']),
  endedAt: readInstantOrNull(row['ended_at']),
});
