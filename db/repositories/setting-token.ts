import type { QueryResultRow } from 'pg';
import type { Instant } from '../../src/domain/instant';
import type { EnsuredToken, SettingToken } from '../../src/domain/repositories/setting-token';
import { toStored } from '../../src/domain/text';
import { countOf, type Queryable, rowOf, run, statement } from '../statement';

// Replicas that start together, perhaps with two values while one is being replaced: one after the other, the last one
// stays.
const SETTING_TOKEN_LOCK = 7_326_003;
const LOCK = statement(`select pg_advisory_xact_lock(${SETTING_TOKEN_LOCK})`);

const IS_GOOD = statement(`
  select 1 from api_tokens where digest = $1::bytea and from_setting and user_id = $2::bigint and revoked_at is null
    and expires_at is null and policy_id is not distinct from $3::bigint and role is null and can_write is null`);

// The one that was meant before, where the new secret has a token of its own and so does not take its place.
const RETIRE = statement(`
  with former as (
    select id, revoked_at from api_tokens
    where from_setting and digest <> $2::bytea and exists (select from api_tokens where digest = $2::bytea)
    for update
  )
  update api_tokens t set from_setting = false, revoked_at = coalesce(t.revoked_at, $1::timestamptz),
    updated_at = case when t.revoked_at is null then greatest(t.updated_at, $1::timestamptz) else t.updated_at end
  from former where t.id = former.id
  returning case when former.revoked_at is null then t.id::int end as revoked_id`);

const GOOD = `user_id = $3::bigint, policy_id = $4::bigint, expires_at = null, revoked_at = null, role = null, can_write = null,
    updated_at = greatest(t.updated_at, $1::timestamptz)`;

const PUT_RIGHT = statement(`
  with found as (select id, from_setting from api_tokens where digest = $2::bytea for update)
  update api_tokens t set from_setting = true, ${GOOD} from found where t.id = found.id
  returning t.id::int, t.name, case when found.from_setting then 'put_right' else 'taken_over' end as deed`);

const REPLACE = statement(`
  update api_tokens t set digest = $2::bytea, prefix = $5, ${GOOD} where from_setting
  returning t.id::int, t.name, 'secret_replaced' as deed`);

const MAKE = statement(`
  insert into api_tokens (digest, user_id, policy_id, prefix, ulid, name, from_setting, created_at, updated_at)
  values ($2::bytea, $3::bigint, $4::bigint, $5, $6, $7::text, true, $1::timestamptz, $1)
  on conflict (name) where name is not null do nothing
  returning id::int, name, 'made' as deed`);

type Ensured = Omit<EnsuredToken, 'revokedId'>;

const toEnsured = (row: QueryResultRow): Ensured => ({
  id: row['id'] as number,
  name: row['name'] as string | null,
  deed: row['deed'] as EnsuredToken['deed'],
});

const toRevokedId = (row: QueryResultRow): number | null => row['revoked_id'] as number | null;

/** `ApiTokens.ensure` in Postgres. */
export const ensureSettingToken = async (
  on: Queryable,
  { ulid, userId, name, prefix, digest, policyId }: SettingToken,
  now: Instant,
): Promise<EnsuredToken | null> => {
  await run(on, LOCK, []);
  if ((await countOf(on, IS_GOOD, [digest, userId, policyId])) > 0) return null;
  const revokedId = await rowOf(on, RETIRE, [now, digest], toRevokedId);
  const good = [now, digest, userId, policyId];
  // Whoever has the name keeps it: by its name nobody's token is taken for this one.
  const ensured =
    (await rowOf(on, PUT_RIGHT, good, toEnsured)) ??
    (await rowOf(on, REPLACE, [...good, prefix], toEnsured)) ??
    (await rowOf(on, MAKE, [...good, prefix, ulid, toStored(name)], toEnsured)) ??
    (await rowOf(on, MAKE, [...good, prefix, ulid, null], toEnsured));
  if (!ensured) throw new Error('a token without a name was not made');
  return { ...ensured, revokedId };
};
