import { CODE_TRIES } from '../../src/domain/one-time-code';
import type { OneTimeCodes } from '../../src/domain/repositories/one-time-codes';
import { readInstantOrNull } from '../records/instants';
import { countOf, type Queryable, rowOf, run, statement } from '../statement';

// The second argument keeps these locks apart from those of sign-in names.
const HOLD_NETWORK = statement('select pg_advisory_xact_lock(hashtextextended($1, 1))');

const SENDS_SINCE = statement(
  'select count(*)::int as count, min(at) as oldest from otp_sends where network = $1 and at > $2::timestamptz',
);
const NOTE_SEND = statement('insert into otp_sends (network, at) values ($1, $2::timestamptz)');

const IS_GOOD = `used_at is null and expires_at > $2::timestamptz and wrong_tries < ${CODE_TRIES}`;
const IS_OUT = statement(
  `select exists (select from one_time_codes where user_id = $1::bigint and ${IS_GOOD}) as is_out`,
);

const ISSUE = statement(`
  insert into one_time_codes (user_id, digest, phone_canonical, expires_at)
  select id, $2::bytea, $3, $4::timestamptz from users where id = $1::bigint
  on conflict (user_id) do update set digest = excluded.digest, phone_canonical = excluded.phone_canonical,
    expires_at = excluded.expires_at, wrong_tries = 0, used_at = null`);

const IS_THIS_CODE = 'user_id = $1::bigint and digest = $3::bytea and phone_canonical = $4';
const IS_RIGHT_CODE = `${IS_THIS_CODE} and ${IS_GOOD}`;
const IS_RIGHT = statement(`select from one_time_codes where ${IS_RIGHT_CODE}`);

// One statement decides and uses up: of any number of tries at once, one finds the code unused.
const USE = statement(`
  update one_time_codes set used_at = $2::timestamptz
  where ${IS_RIGHT_CODE}
  returning user_id`);

const WAS_USED = statement(`
  select from one_time_codes
  where ${IS_THIS_CODE} and used_at is not null and expires_at > $2::timestamptz`);

const NOTE_WRONG = statement(
  'update one_time_codes set wrong_tries = wrong_tries + 1 where user_id = $1::bigint and used_at is null',
);

const SET_RESENDS = statement(
  'update users set otp_resends = $2::int, otp_closed_until = $3::timestamptz where id = $1::bigint',
);

const FORGET_BEFORE = statement(`
  with sends as (delete from otp_sends where at <= $1::timestamptz returning 1),
    codes as (delete from one_time_codes where expires_at <= $1::timestamptz returning 1)
  select 1 from sends union all select 1 from codes`);

/** One-time codes and their sends in Postgres. */
export const createOneTimeCodes = (on: Queryable): OneTimeCodes => ({
  async holdNetwork(network) {
    await run(on, HOLD_NETWORK, [network]);
  },
  async sendsSince(network, since) {
    const found = await rowOf(on, SENDS_SINCE, [network, since], (row) => ({
      count: row['count'] as number,
      oldest: readInstantOrNull(row['oldest']),
    }));
    if (!found) throw new Error('a count returned no row');
    return found;
  },
  async noteSend(network, now) {
    await run(on, NOTE_SEND, [network, now]);
  },
  isOut: async (userId, now) =>
    (await rowOf(on, IS_OUT, [userId, now], (row) => row['is_out'] as boolean)) ?? false,
  async issue(userId, { digest, phone, expiresAt }) {
    await run(on, ISSUE, [userId, digest, phone, expiresAt]);
  },
  isRight: async (userId, { digest, phone }, now) =>
    (await countOf(on, IS_RIGHT, [userId, now, digest, phone])) > 0,
  use: async (userId, { digest, phone }, now) => (await countOf(on, USE, [userId, now, digest, phone])) > 0,
  wasUsed: async (userId, { digest, phone }, now) =>
    (await countOf(on, WAS_USED, [userId, now, digest, phone])) > 0,
  async noteWrong(userId) {
    await run(on, NOTE_WRONG, [userId]);
  },
  async setResends(userId, resends, closedUntil) {
    await run(on, SET_RESENDS, [userId, resends, closedUntil]);
  },
  forgetBefore: (then) => countOf(on, FORGET_BEFORE, [then]),
});
