import type { NewSession, Sessions } from '../../src/domain/repositories/sessions';
import type { Session } from '../../src/domain/session';
import { SESSION_COLUMNS, toHeldRefreshToken, toSession } from '../records/session-record';
import { countOf, type Queryable, rowOf, rowsOf, statement } from '../statement';
import { BATCH_ROWS, inBatches } from './in-batches';

const START = statement(`
  with session as (
    insert into sessions (id, user_id, ip, user_agent, dialect, created_at, last_used_at, expires_at, restricted)
    values ($1, $2::bigint, $3, $4, $5, $6::timestamptz, $6::timestamptz, $7::timestamptz, $9::boolean)
    returning ${SESSION_COLUMNS}
  ), token as (
    insert into refresh_tokens (digest, session_id, created_at)
    select $8::bytea, $1, $6::timestamptz where $8::bytea is not null
  )
  select ${SESSION_COLUMNS} from session`);

const LIST_OF = statement(`
  select ${SESSION_COLUMNS} from sessions
  where user_id = $1::bigint and ended_at is null and expires_at > $2::timestamptz
  order by created_at desc, id desc`);

// The session's row stands for its family: whoever changes a token of it holds that row.
const HOLD_FAMILY = statement(`
  select s.id from sessions s join refresh_tokens t on t.session_id = s.id
  where t.digest = $1::bytea for update of s`);

// A statement of its own: what it sees is as of after the wait for the row, the child that was used meanwhile included.
const FIND_REFRESH_TOKEN = statement(`
  select t.session_id, t.used_at, child.used_at is not null as is_child_used,
    s.user_id, s.created_at, s.expires_at, s.ended_at
  from refresh_tokens t
    join sessions s on s.id = t.session_id
    left join refresh_tokens child on child.digest = t.child_digest
  where t.digest = $1::bytea`);

const ROTATE = statement(`
  with parent as (
    update refresh_tokens set used_at = $3::timestamptz, child_digest = $2::bytea
    where digest = $1::bytea and used_at is null
    returning session_id
  ), child as (
    insert into refresh_tokens (digest, session_id, created_at)
    select $2::bytea, session_id, $3::timestamptz from parent
  )
  update sessions s set expires_at = $4::timestamptz, last_used_at = greatest(s.last_used_at, $3::timestamptz)
  from parent where s.id = parent.session_id`);

const END = statement(`
  update sessions set ended_at = $4::timestamptz, end_reason = $3
  where id = $1 and user_id = $2::bigint and ended_at is null and expires_at > $4::timestamptz`);

const END_ALL_OF = statement(`
  update sessions set ended_at = $3::timestamptz, end_reason = $2
  where user_id = $1::bigint and ended_at is null and expires_at > $3::timestamptz
    and ($4::text is null or id <> $4::text)`);

const FORGET_BEFORE = statement(`
  delete from sessions where id in (
    select id from sessions where coalesce(ended_at, expires_at) < $1::timestamptz limit ${BATCH_ROWS}
  )`);

const EPOCH_OF = statement('select session_epoch from users where id = $1::bigint');

const start = async (on: Queryable, session: NewSession, now: string): Promise<Session> => {
  const { id, userId, ip, userAgent, dialect, expiresAt, refreshDigest, isRestricted } = session;
  const values = [id, userId, ip, userAgent, dialect, now, expiresAt, refreshDigest, isRestricted];
  const started = await rowOf(on, START, values, toSession);
  if (!started) throw new Error(`the session ${id} was not stored`);
  return started;
};

/** Sessions and their refresh tokens in Postgres. */
export const createSessions = (on: Queryable): Sessions => ({
  start: (session, now) => start(on, session, now),
  listOf: (userId, now) => rowsOf(on, LIST_OF, [userId, now], toSession),
  async holdRefreshToken(digest) {
    const isHeld = (await countOf(on, HOLD_FAMILY, [digest])) > 0;
    return isHeld ? rowOf(on, FIND_REFRESH_TOKEN, [digest], toHeldRefreshToken) : null;
  },
  async rotate({ parent, child }, expiresAt, now) {
    const rotated = await countOf(on, ROTATE, [parent, child, now, expiresAt]);
    if (rotated === 0) throw new Error('a refresh token that was held and unused could not be rotated');
  },
  end: async (id, userId, why, now) => (await countOf(on, END, [id, userId, why, now])) > 0,
  endAllOf: (userId, why, now, except) => countOf(on, END_ALL_OF, [userId, why, now, except ?? null]),
  forgetBefore: (then) => inBatches(() => countOf(on, FORGET_BEFORE, [then])),
  async epochOf(userId) {
    const epoch = await rowOf(on, EPOCH_OF, [userId], (row) => row['session_epoch'] as number);
    if (epoch === null) throw new Error(`there is no user ${userId} to make an access token for`);
    return epoch;
  },
});
