import type { Instant } from '../../src/domain/instant';
import type { NewUserFields, Users } from '../../src/domain/repositories/users';
import { ROLE_IDS, type RoleName } from '../../src/domain/role';
import { type UserReader, userColumns } from '../records/user-record';
import { countOf, type Queryable, rowOf, run, statement, statementsByShape } from '../statement';
import { columnsOf } from './user-columns';
import { createUserReads } from './user-reads';

const roleIds = (roles: readonly RoleName[]): number[] => roles.map((role) => ROLE_IDS[role]);

const insert = statementsByShape<readonly string[]>(
  (columns) => columns.join(),
  (columns) => `
    insert into users (ulid, hex_id, created_at, updated_at, password_changed_at, ${columns.join(', ')})
    values ($1, $2, $3::timestamptz, $3, case when $4::boolean then $3::timestamptz end,
      ${columns.map((_, index) => `$${index + 5}`).join(', ')})
    returning id`,
);

/** What a new password brings along, unless it is said otherwise. */
const WITH_PASSWORD = {
  password_changed_at: '$2::timestamptz',
  must_change_password: 'false',
  password_expires_at: 'null',
} as const;

const assignments = (columns: readonly string[]): string[] => {
  const implied = columns.includes('password_hash') ? Object.entries(WITH_PASSWORD) : [];
  return [
    ...columns.map((column, index) => `${column} = $${index + 3}`),
    ...implied
      .filter(([column]) => !columns.includes(column))
      .map(([column, value]) => `${column} = ${value}`),
  ];
};

const update = statementsByShape<readonly string[]>(
  (columns) => columns.join(),
  (columns) => `
    update users u set ${assignments(columns)
      .map((assignment) => `${assignment}, `)
      .join('')}
      updated_at = greatest(u.updated_at, $2::timestamptz), version = u.version + 1
    where u.id = $1::bigint and u.deleted_at is null
    returning ${userColumns('$2::timestamptz')}`,
);

const SET_ROLES = statement(`
  with gone as (delete from user_roles where user_id = $1::bigint and role_id <> all($2::smallint[]))
  insert into user_roles (user_id, role_id) select $1::bigint, unnest($2::smallint[])
  on conflict do nothing`);

const SOFT_DELETE = statement(`
  update users set deleted_at = $2::timestamptz, updated_at = greatest(updated_at, $2::timestamptz), version = version + 1
  where id = $1::bigint and deleted_at is null`);

const RESTORE = statement(`
  update users u set deleted_at = null, updated_at = greatest(u.updated_at, $2::timestamptz), version = u.version + 1
  where u.id = $1::bigint and u.deleted_at is not null
  returning ${userColumns('$2::timestamptz')}`);

const insertUser = async (
  on: Queryable,
  toUser: UserReader,
  fields: NewUserFields,
  ids: { ulid: string; hexId: string },
  now: Instant,
) => {
  const columns = columnsOf(fields);
  const values = [ids.ulid, ids.hexId, now, fields.passwordHash !== null, ...Object.values(columns)];
  const { rows } = await run(on, insert(Object.keys(columns)), values);
  const id = String(rows[0]?.['id']);
  await run(on, SET_ROLES, [id, roleIds(fields.roles)]);
  const user = await createUserReads(on, toUser).find({ kind: 'id', value: id }, now);
  if (!user) throw new Error(`user ${id} is gone in the transaction that made it`);
  return user;
};

type UserWrites = Pick<Users, 'insert' | 'update' | 'softDelete' | 'restore'>;

/** How a user's record comes, changes, goes and comes back. */
export const createUserWrites = (on: Queryable, toUser: UserReader): UserWrites => ({
  insert: (fields, ids, now) => insertUser(on, toUser, fields, ids, now),
  async update(id, fields, now) {
    if (fields.roles) await run(on, SET_ROLES, [id, roleIds(fields.roles)]);
    const columns = columnsOf(fields);
    return rowOf(on, update(Object.keys(columns)), [id, now, ...Object.values(columns)], toUser);
  },
  softDelete: async (id, now) => (await countOf(on, SOFT_DELETE, [id, now])) > 0,
  restore: (id, now) => rowOf(on, RESTORE, [id, now], toUser),
});
