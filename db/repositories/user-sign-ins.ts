import type { Users } from '../../src/domain/repositories/users';
import { type Queryable, run, statement } from '../statement';

const BUMP_SESSION_EPOCH = statement(
  'update users set session_epoch = session_epoch + 1 where id = $1::bigint',
);

const NOTE_SIGN_IN = statement(`
  update users set last_sign_in_at = $2::timestamptz, failed_sign_ins = 0,
    lock_cause = null, locked_until = null, locked_by = null
  where id = $1::bigint`);

// A lock that has run out gives the whole budget back: the count starts over at one. One that holds is not extended, so
// that a lock lasts as long as it said and a stranger cannot keep an account closed by trying on.
const NOTE_FAILURE = statement(`
  with next as (
    select id,
      lock_cause is not null and (locked_until is null or locked_until > $4::timestamptz) as is_locked,
      case when lock_cause = 'failures' and locked_until <= $4::timestamptz then 1 else failed_sign_ins + 1 end as failures
    from users where id = $1::bigint and deleted_at is null for no key update
  )
  update users u set
    failed_sign_ins = next.failures,
    lock_cause = case when next.is_locked then u.lock_cause when next.failures >= $2::int then 'failures' end,
    locked_until = case when next.is_locked then u.locked_until when next.failures >= $2::int then $3::timestamptz end
  from next where u.id = next.id
  returning not next.is_locked and u.lock_cause is not distinct from 'failures' as is_locking`);

const CLEAR_FAILURES = statement(
  'update users set failed_sign_ins = 0 where id = $1::bigint and lock_cause is null and failed_sign_ins > 0',
);

const REHASH = statement(
  'update users set password_hash = $3 where id = $1::bigint and password_hash = $2 and deleted_at is null',
);

type UserSignIns = Pick<
  Users,
  'bumpSessionEpoch' | 'noteSignIn' | 'rehash' | 'clearFailures' | 'noteFailure'
>;

/** What signing in leaves on a user's row, and what voids what was signed in; the version does not move. */
export const createUserSignIns = (on: Queryable): UserSignIns => ({
  bumpSessionEpoch: async (id) => {
    await run(on, BUMP_SESSION_EPOCH, [id]);
  },
  noteSignIn: async (id, now) => {
    await run(on, NOTE_SIGN_IN, [id, now]);
  },
  rehash: async (id, from, to) => {
    await run(on, REHASH, [id, from, to]);
  },
  clearFailures: async (id) => {
    await run(on, CLEAR_FAILURES, [id]);
  },
  noteFailure: async (id, limit, lockedUntil, now) => {
    const { rows } = await run(on, NOTE_FAILURE, [id, limit, lockedUntil, now]);
    return rows[0]?.['is_locking'] === true;
  },
});
