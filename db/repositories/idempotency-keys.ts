import type { IdempotencyClaim, IdempotencyKeys } from '../../src/domain/repositories/idempotency-keys';
import { countOf, type Queryable, rowOf, run, statement } from '../statement';

// The second argument keeps these locks apart from those of names and networks.
const CLAIM = statement('select pg_try_advisory_xact_lock(hashtextextended($1, 3)) as is_held');

const IS_CLAIM = 'user_id = $1::bigint and operation = $2 and key_digest = $3::bytea';

const FIND = statement(`
  select input_digest, made_id, nonce from idempotency_keys
  where ${IS_CLAIM} and created_at > $4::timestamptz`);

const KEEP = statement(`
  insert into idempotency_keys (user_id, operation, key_digest, created_at, input_digest, made_id, nonce)
  values ($1::bigint, $2, $3::bytea, $4::timestamptz, $5::bytea, $6::bigint, $7)
  on conflict (user_id, operation, key_digest) do update set created_at = excluded.created_at,
    input_digest = excluded.input_digest, made_id = excluded.made_id, nonce = excluded.nonce`);

const FORGET_BEFORE = statement('delete from idempotency_keys where created_at <= $1::timestamptz');

const valuesOf = ({ userId, operation, keyDigest }: IdempotencyClaim): unknown[] => [
  userId,
  operation,
  keyDigest,
];

const lockName = ({ userId, operation, keyDigest }: IdempotencyClaim): string =>
  `${userId}:${operation}:${keyDigest.toString('hex')}`;

/** Keys of idempotent creates in Postgres. */
export const createIdempotencyKeys = (on: Queryable): IdempotencyKeys => ({
  claim: async (claim) =>
    (await rowOf(on, CLAIM, [lockName(claim)], (row) => row['is_held'] as boolean)) ?? false,
  find: (claim, since) =>
    rowOf(on, FIND, [...valuesOf(claim), since], (row) => ({
      inputDigest: row['input_digest'] as Buffer,
      madeId: Number(row['made_id']),
      nonce: row['nonce'] as string | null,
    })),
  async keep(claim, { inputDigest, madeId, nonce }, now) {
    await run(on, KEEP, [...valuesOf(claim), now, inputDigest, madeId, nonce]);
  },
  forgetBefore: (then) => countOf(on, FORGET_BEFORE, [then]),
});
