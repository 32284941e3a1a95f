import { createHash } from 'node:crypto';
import type { SignInThrottle } from '../../src/domain/repositories';
import { readInstant } from '../records/instants';
import { countOf, type Queryable, rowOf, run, statement } from '../statement';

// Far more than anybody will ever try; keeps the counter from running over.
const COUNTED_UP_TO = 1_000_000;

// One statement: tries that come at once queue for the row, and each gets a number of its own.
const RESERVE = statement(`
  insert into sign_in_tries as t (name_canonical, ip, window_started_at, tries)
  values ($1, $2, $4::timestamptz, 1)
  on conflict (name_canonical, ip) do update set
    tries = case when t.window_started_at <= $3::timestamptz then 1 else least(t.tries + 1, ${COUNTED_UP_TO}) end,
    window_started_at = case when t.window_started_at <= $3::timestamptz then $4::timestamptz
      else t.window_started_at end
  returning t.tries, t.window_started_at`);

const RELEASE = statement(
  'update sign_in_tries set tries = tries - 1 where name_canonical = $1 and ip = $2 and tries > 0',
);
const CLEAR = statement('delete from sign_in_tries where name_canonical = $1 and ip = $2');
const CLEAR_NAME = statement('delete from sign_in_tries where name_canonical = $1');
const FORGET_BEFORE = statement('delete from sign_in_tries where window_started_at <= $1::timestamptz');

// An entry of a B-tree index holds 2.7 kB, and folding can make a short name long.
const INDEXABLE_BYTES = 1024;

const indexable = (name: string): string =>
  Buffer.byteLength(name) <= INDEXABLE_BYTES
    ? name
    : `sha256:${createHash('sha256').update(name).digest('hex')}`;

/** Sign-in tries in Postgres, counted by canonical name and address in fixed windows. */
export const createSignInThrottle = (on: Queryable): SignInThrottle => ({
  async reserve({ name, ip }, windowStart, now) {
    const reserved = await rowOf(on, RESERVE, [indexable(name), ip, windowStart, now], (row) => ({
      tries: row['tries'] as number,
      startedAt: readInstant(row['window_started_at']),
    }));
    if (!reserved) throw new Error('an upsert returned no row');
    return reserved;
  },
  async release({ name, ip }) {
    await run(on, RELEASE, [indexable(name), ip]);
  },
  async clear({ name, ip }) {
    await run(on, CLEAR, [indexable(name), ip]);
  },
  clearName: (canonicalName) => countOf(on, CLEAR_NAME, [indexable(canonicalName)]),
  forgetBefore: (windowStart) => countOf(on, FORGET_BEFORE, [windowStart]),
});
