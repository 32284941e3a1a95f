import type { ApiTokenChanges } from '../../src/domain/api-token';
import type { ApiTokens } from '../../src/domain/repositories';
import { toStored } from '../../src/domain/text';
import { apiTokenColumns, toApiToken } from '../records/api-token-record';
import { countOf, type Queryable, rowOf, rowsOf, run, statement, statementsByShape } from '../statement';
import { pageById, rowsFor } from './page-by-id';

// The time stands in the same place everywhere, so that the status is always told as of it.
const NOW = '$1::timestamptz';
const COLUMNS = apiTokenColumns(NOW);
const TOUCHED = `greatest(updated_at, ${NOW})`;

const LIST = statement(`
  select ${COLUMNS} from api_tokens where id > $2::bigint order by id limit $3::bigint`);

const FIND = statement(`select ${COLUMNS} from api_tokens where id = $2::bigint`);

const INSERT = statement(`
  insert into api_tokens (ulid, user_id, name, prefix, digest, policy_id, expires_at, created_at, updated_at)
  values ($2, $3::bigint, $4, $5, $6::bytea, $7::bigint, $8::timestamptz, ${NOW}, ${NOW})
  returning ${COLUMNS}`);

type Field = keyof ApiTokenChanges;

const CHANGEABLE: { readonly [F in Field]-?: { readonly column: string; readonly type: string } } = {
  name: { column: 'name', type: 'text' },
  expiresAt: { column: 'expires_at', type: 'timestamptz' },
  policyId: { column: 'policy_id', type: 'bigint' },
};

const update = statementsByShape<readonly Field[]>(
  (fields) => fields.join(),
  (fields) => {
    const assignments = fields.map((field, index) => {
      const { column, type } = CHANGEABLE[field];
      return `${column} = $${index + 3}::${type}, `;
    });
    return `
      update api_tokens set ${assignments.join('')} updated_at = ${TOUCHED}
      where id = $2::bigint returning ${COLUMNS}`;
  },
);

// `updated_at` is assigned from the old row, so that it stays where the token was revoked already.
const REVOKE = statement(`
  update api_tokens set revoked_at = coalesce(revoked_at, ${NOW}),
    updated_at = case when revoked_at is null then ${TOUCHED} else updated_at end
  where id = $2::bigint returning ${COLUMNS}`);

const ROTATE = statement(`
  update api_tokens set prefix = $3, digest = $4::bytea, updated_at = ${TOUCHED}
  where id = $2::bigint and revoked_at is null returning ${COLUMNS}`);

const DELETE = statement('delete from api_tokens where id = $1::bigint');

// Expired ones are revoked as well, since a later expiry would bring them back to life.
const REVOKE_ALL = statement(`
  with revoked as (
    update api_tokens set revoked_at = ${NOW}, updated_at = ${TOUCHED}
    where user_id = $2::bigint and revoked_at is null returning expires_at
  )
  select count(*)::int as live from revoked where expires_at is null or expires_at > ${NOW}`);

// The value that was in force before, where the new one is a token already and so does not take its place.
const RETIRE = statement(`
  update api_tokens set revoked_at = ${NOW}, updated_at = ${TOUCHED}
  where name = $2 and digest <> $3::bytea and revoked_at is null`);

const IS_GOOD = statement(`
  select 1 from api_tokens where digest = $1::bytea and user_id = $2::bigint and revoked_at is null
    and expires_at is null and policy_id is not distinct from $3::bigint`);

const MAKE_GOOD = statement(`
  update api_tokens set user_id = $3::bigint, policy_id = $4::bigint, expires_at = null, revoked_at = null,
    updated_at = ${TOUCHED}
  where digest = $2::bytea`);

const PUT = statement(`
  insert into api_tokens (ulid, user_id, name, prefix, digest, policy_id, created_at, updated_at)
  values ($2, $3::bigint, $4, $5, $6::bytea, $7::bigint, ${NOW}, ${NOW})
  on conflict (name) where name is not null do update set user_id = excluded.user_id, prefix = excluded.prefix,
    digest = excluded.digest, policy_id = excluded.policy_id, expires_at = null, revoked_at = null,
    updated_at = greatest(api_tokens.updated_at, ${NOW})`);

const storedName = (name: string | null): string | null => (name === null ? null : toStored(name));

const isGiven =
  (changes: ApiTokenChanges) =>
  (field: Field): boolean =>
    changes[field] !== undefined;

/** API tokens in Postgres. */
export const createApiTokens = (on: Queryable): ApiTokens => ({
  async list({ after, limit }, now) {
    return pageById(await rowsOf(on, LIST, [now, after?.id ?? 0, rowsFor(limit)], toApiToken), limit);
  },
  find: (id, now) => rowOf(on, FIND, [now, id], toApiToken),
  async insert({ ulid, userId, name, prefix, digest, policyId, expiresAt }, now) {
    const values = [now, ulid, userId, storedName(name), prefix, digest, policyId, expiresAt];
    const token = await rowOf(on, INSERT, values, toApiToken);
    if (!token) throw new Error('an insert answered without its row');
    return token;
  },
  update(id, changes, now) {
    const fields = (Object.keys(CHANGEABLE) as Field[]).filter(isGiven(changes));
    const values = fields.map((field) =>
      field === 'name' ? storedName(changes.name ?? null) : changes[field],
    );
    return rowOf(on, update(fields), [now, id, ...values], toApiToken);
  },
  revoke: (id, now) => rowOf(on, REVOKE, [now, id], toApiToken),
  rotate: (id, { prefix, digest }, now) => rowOf(on, ROTATE, [now, id, prefix, digest], toApiToken),
  delete: async (id) => (await countOf(on, DELETE, [id])) > 0,
  async ensure({ ulid, userId, name, prefix, digest, policyId }, now) {
    const isRetired = (await countOf(on, RETIRE, [now, storedName(name), digest])) > 0;
    if ((await countOf(on, IS_GOOD, [digest, userId, policyId])) > 0) return isRetired;
    if ((await countOf(on, MAKE_GOOD, [now, digest, userId, policyId])) > 0) return true;
    await run(on, PUT, [now, ulid, userId, name, prefix, digest, policyId]);
    return true;
  },
  revokeAllOf: async (userId, now) =>
    (await rowOf(on, REVOKE_ALL, [now, userId], (row) => row['live'] as number)) ?? 0,
});
