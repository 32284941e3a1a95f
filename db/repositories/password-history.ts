import type { PasswordHistory } from '../../src/domain/repositories/password-history';
import { type Queryable, rowsOf, run, statement } from '../statement';

const HASHES_OF = statement(`
  select password_hash from (
    select 0 as age, 0::bigint as id, password_hash from users
    where id = $1::bigint and password_hash is not null and $2::int > 0
    union all
    select 1 as age, id, password_hash from password_history where user_id = $1::bigint
  ) hashes
  order by age, id desc limit $2::int`);

const KEEP_PRESENT = statement(`
  insert into password_history (user_id, password_hash, replaced_at)
  select id, password_hash, $2::timestamptz from users
  where id = $1::bigint and password_hash is not null`);

const TRIM = statement(`
  delete from password_history where user_id = $1::bigint and id not in (
    select id from password_history where user_id = $1::bigint order by id desc limit $2::int
  )`);

/** Former passwords' hashes in Postgres. */
export const createPasswordHistory = (on: Queryable): PasswordHistory => ({
  hashesOf: (userId, count) =>
    rowsOf(on, HASHES_OF, [userId, count], (row) => row['password_hash'] as string),
  async keepPresent(userId, count, now) {
    if (count > 0) await run(on, KEEP_PRESENT, [userId, now]);
    await run(on, TRIM, [userId, count]);
  },
});
