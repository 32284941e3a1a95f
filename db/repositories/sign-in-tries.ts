import { createHash } from 'node:crypto';
import type { SignInKey, SignInTries } from '../../src/domain/repositories/sign-in-tries';
import { UNDECIDED_TRIES } from '../../src/domain/sign-in';
import { readInstant } from '../records/instants';
import { countOf, type Queryable, rowOf, run, statement } from '../statement';

// Two names with one hash only wait for each other.
const HOLD_NAME = statement('select pg_advisory_xact_lock(hashtextextended($1, 0))');

// What was never decided counts as failed, once no living process can be at it any more.
const IS_UNDECIDED = `state = 'undecided'
  and at > $4::timestamptz - interval '${UNDECIDED_TRIES.countAsFailedMs} milliseconds'`;

const STANDING = statement(`
  with here as (
    select at, ${IS_UNDECIDED} as is_undecided from sign_in_tries
    where name_canonical = $1 and network = $2 and at > $4::timestamptz - $5::float8 * interval '1 millisecond'
  ), failed as (
    select at from here where not is_undecided order by at desc limit $6::int
  )
  select
    (select count(*)::int from failed) as failed,
    (select coalesce(min(at), $4::timestamptz) from failed) as oldest,
    (select count(*)::int from here where is_undecided) as undecided,
    (select count(*)::int from sign_in_tries where user_id = $3::bigint and user_id > 0 and ${IS_UNDECIDED})
      as undecided_of_account`);

const BEGIN = statement(`
  insert into sign_in_tries (name_canonical, network, user_id, state, at)
  values ($1, $2, $3::bigint, 'undecided', $4::timestamptz) returning id`);

const FAIL = statement(
  "update sign_in_tries set state = 'failed', at = greatest(at, $2::timestamptz) where id = $1::bigint",
);

// Others that are being decided keep their places.
const SUCCEED = statement(`
  delete from sign_in_tries
  where id = $1::bigint or (name_canonical = $2 and network = $3 and state = 'failed')`);

const RELEASE = statement('delete from sign_in_tries where id = $1::bigint');
// Undecided ones as well: a process that died may have left some, and they would count as failures.
const CLEAR_NAME = statement('delete from sign_in_tries where name_canonical = $1');
const FORGET_UNDER_LOCK = statement(`
  delete from sign_in_tries t using users u
  where u.id = $1::bigint and u.lock_cause = 'failures' and u.locked_until <= $2::timestamptz
    and t.user_id = u.id and t.state = 'failed' and t.at <= u.locked_until`);

const FORGET_BEFORE = statement('delete from sign_in_tries where at <= $1::timestamptz');

// An entry of a B-tree index holds 2.7 kB, and folding can make a short name long.
const INDEXABLE_BYTES = 1024;

const indexable = (name: string): string =>
  Buffer.byteLength(name) <= INDEXABLE_BYTES
    ? name
    : `sha256:${createHash('sha256').update(name).digest('hex')}`;

const keyValues = ({ name, network }: SignInKey): string[] => [indexable(name), network];

/** Sign-in tries in Postgres, one row each. */
export const createSignInTries = (on: Queryable): SignInTries => ({
  async holdName(name) {
    await run(on, HOLD_NAME, [indexable(name)]);
  },
  async forgetUnderLock(userId, now) {
    await run(on, FORGET_UNDER_LOCK, [userId, now]);
  },
  async standing(key, userId, now, { windowMs, failuresPerNameAndAddress }) {
    const values = [...keyValues(key), userId, now, windowMs, failuresPerNameAndAddress];
    const found = await rowOf(on, STANDING, values, (row) => ({
      failed: row['failed'] as number,
      freeAt: Date.parse(readInstant(row['oldest'])) + windowMs,
      undecided: row['undecided'] as number,
      undecidedOfAccount: row['undecided_of_account'] as number,
    }));
    if (!found) throw new Error('a count returned no row');
    return found;
  },
  async begin(key, userId, now) {
    const id = await rowOf(on, BEGIN, [...keyValues(key), userId, now], (row) => String(row['id']));
    if (!id) throw new Error('an insert returned no row');
    return id;
  },
  async fail(id, now) {
    await run(on, FAIL, [id, now]);
  },
  async succeed(id, key) {
    await run(on, SUCCEED, [id, ...keyValues(key)]);
  },
  async release(id) {
    await run(on, RELEASE, [id]);
  },
  clearName: (name) => countOf(on, CLEAR_NAME, [indexable(name)]),
  forgetBefore: (then) => countOf(on, FORGET_BEFORE, [then]),
});
