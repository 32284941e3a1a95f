import type { ApiToken, ApiTokenChanges } from '../../src/domain/api-token';
import type { Instant } from '../../src/domain/instant';
import type { Page } from '../../src/domain/paging';
import type { ApiTokens, ListApiTokens } from '../../src/domain/repositories/api-tokens';
import { toStored } from '../../src/domain/text';
import { apiTokenColumns, toApiToken } from '../records/api-token-record';
import { countOf, type Queryable, rowOf, rowsOf, statement, statementsByShape } from '../statement';
import { pageById, rowsFor } from './page-by-id';
import { ensureSettingToken } from './setting-token';

// The time stands in the same place everywhere, so that the status is always told as of it.
const NOW = '$1::timestamptz';
const COLUMNS = apiTokenColumns(NOW);
const TOUCHED = `greatest(updated_at, ${NOW})`;

// No ulid is empty, so the empty text stands before them all.
const LIST = {
  id: statement(`
    select ${COLUMNS} from api_tokens where id > $2::bigint order by id limit $3::bigint`),
  ulid: statement(`
    select ${COLUMNS} from api_tokens where ulid > $2::text order by ulid limit $3::bigint`),
} as const;

const FIND = {
  id: statement(`select ${COLUMNS} from api_tokens where id = $2::bigint`),
  ulid: statement(`select ${COLUMNS} from api_tokens where ulid = $2::text`),
} as const;

const INSERT = statement(`
  insert into api_tokens (ulid, user_id, name, prefix, digest, policy_id, expires_at, description, role, can_write,
    created_at, updated_at)
  values ($2, $3::bigint, $4, $5, $6::bytea, $7::bigint, $8::timestamptz, $9, $10, $11::boolean, ${NOW}, ${NOW})
  returning ${COLUMNS}`);

type Field = keyof ApiTokenChanges;

const CHANGEABLE: { readonly [F in Field]-?: { readonly column: string; readonly type: string } } = {
  name: { column: 'name', type: 'text' },
  description: { column: 'description', type: 'text' },
  role: { column: 'role', type: 'text' },
  canWrite: { column: 'can_write', type: 'boolean' },
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

const storedName = (name: string | null): string | null => (name === null ? null : toStored(name));

const isGiven =
  (changes: ApiTokenChanges) =>
  (field: Field): boolean =>
    changes[field] !== undefined;

const list = async (
  on: Queryable,
  { order = 'id', after, limit }: ListApiTokens,
  now: Instant,
): Promise<Page<ApiToken>> => {
  const start = order === 'ulid' ? (after?.key ?? '') : (after?.id ?? 0);
  const found = await rowsOf(on, LIST[order], [now, start, rowsFor(limit)], toApiToken);
  return order === 'ulid' ? pageById(found, limit, ({ ulid }) => ulid) : pageById(found, limit);
};

/** API tokens in Postgres. */
export const createApiTokens = (on: Queryable): ApiTokens => ({
  list: (page, now) => list(on, page, now),
  find: ({ kind, value }, now) => rowOf(on, FIND[kind], [now, value], toApiToken),
  async insert({ ulid, userId, name, prefix, digest, policyId, expiresAt, ...more }, now) {
    const values = [now, ulid, userId, storedName(name), prefix, digest, policyId, expiresAt];
    const { description = null, role = null, canWrite = null } = more;
    const token = await rowOf(on, INSERT, [...values, description, role, canWrite], toApiToken);
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
  ensure: (token, now) => ensureSettingToken(on, token, now),
  revokeAllOf: async (userId, now) =>
    (await rowOf(on, REVOKE_ALL, [now, userId], (row) => row['live'] as number)) ?? 0,
});
