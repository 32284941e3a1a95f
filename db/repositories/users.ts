import type { QueryResultRow } from 'pg';
import type { Instant } from '../../src/domain/instant';
import { toCanonicalPhone } from '../../src/domain/phone';
import type { NewUserFields, UserFields, Users } from '../../src/domain/repositories';
import { ROLE_IDS, type RoleName } from '../../src/domain/role';
import type { SignInName } from '../../src/domain/sign-in';
import { toCanonical, toStored } from '../../src/domain/text';
import type { User, UserRef } from '../../src/domain/user';
import { isLockedAt, isSuspendedAt, type UserReader, userColumns } from '../records/user-record';
import { countOf, type Queryable, rowOf, run, statement, statementsByShape } from '../statement';
import { countUsers, listUsers } from './user-list';

const REF_COLUMNS = { id: 'u.id = $1::bigint', ulid: 'u.ulid = $1', hex: 'u.hex_id = $1' } as const;

interface FindShape {
  readonly kind: UserRef['kind'];
  readonly isHeld: boolean;
  readonly withDeleted: boolean;
}

// Held against other changes, yet not against references: whoever suspends or locks is referred to by the row of whoever
// is suspended or locked, and two administrators at each other would wait for one another for ever.
const HOLD = 'for no key update of u';

const find = statementsByShape<FindShape>(
  ({ kind, isHeld, withDeleted }) => `${kind} ${isHeld} ${withDeleted}`,
  ({ kind, isHeld, withDeleted }) => `
    select ${userColumns('$2::timestamptz')} from users u
    where ${REF_COLUMNS[kind]} ${withDeleted ? '' : 'and u.deleted_at is null'}
    ${isHeld ? HOLD : ''}`,
);

const HAS_PHONE = `u.phone_canonical = $1 and u.deleted_at is null and not ${isSuspendedAt('$2::timestamptz')}`;

const FIND_FOR_SIGN_IN = {
  username: statement(`
    select ${userColumns('$2::timestamptz')}, u.password_hash from users u
    where u.username_canonical = $1 and u.deleted_at is null`),
  email: statement(`
    select ${userColumns('$2::timestamptz')}, u.password_hash from users u
    where u.email_canonical = $1 and u.deleted_at is null`),
  // A number need not be unique: where several active users have it, nobody is meant.
  phone: statement(`
    select ${userColumns('$2::timestamptz')}, u.password_hash from users u
    where ${HAS_PHONE} and (select count(*) from users u where ${HAS_PHONE}) = 1`),
} as const;

const signInValue = ({ by, value }: SignInName): string =>
  by === 'phone' ? (toCanonicalPhone(value) ?? '') : toCanonical(value);

const PASSWORD_HASH = statement(
  'select password_hash from users where id = $1::bigint and deleted_at is null',
);

/** Columns that one field of the domain fills. */
const COLUMNS: { readonly [F in keyof UserFields]: (value: UserFields[F]) => Record<string, unknown> } = {
  username: (username) => ({ username: toStored(username), username_canonical: toCanonical(username) }),
  name: (name) => ({
    name: name === null ? null : toStored(name),
    name_canonical: name === null ? '' : toCanonical(name),
  }),
  email: (email) => ({ email: toStored(email), email_canonical: toCanonical(email) }),
  phone: (phone) => ({
    phone: phone === null ? null : toStored(phone),
    phone_canonical: phone === null ? null : toCanonicalPhone(phone),
  }),
  passwordHash: (password_hash) => ({ password_hash }),
  mustChangePassword: (must_change_password) => ({ must_change_password }),
  ownPasswordExpiry: (password_expires_at) => ({ password_expires_at }),
  canWrite: (can_write) => ({ can_write }),
  suspension: (suspension) => ({
    status: suspension ? 'suspended' : 'active',
    suspended_reason: suspension?.reason ?? null,
    suspended_until: suspension?.until ?? null,
    suspended_at: suspension?.at ?? null,
    suspended_by: suspension?.by ?? null,
  }),
  lock: (lock) => ({
    lock_cause: lock?.cause ?? null,
    locked_until: lock?.until ?? null,
    locked_by: lock?.by ?? null,
    // Whoever sets or lifts a lock gives the whole budget back.
    failed_sign_ins: 0,
  }),
  roles: () => ({}),
};

const columnsOf = (fields: Partial<UserFields>): Record<string, unknown> =>
  Object.assign(
    {},
    ...(Object.keys(fields) as (keyof UserFields)[]).map((name) =>
      (COLUMNS[name] as (value: unknown) => Record<string, unknown>)(fields[name]),
    ),
  );

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

const BUMP_SESSION_EPOCH = statement(
  'update users set session_epoch = session_epoch + 1 where id = $1::bigint',
);

// One lock for the question "is this the last administrator?": two transactions that each take one away queue here,
// and the second counts what the first has committed.
const ADMINISTRATORS_LOCK = 7_326_002;
const LOCK_ADMINISTRATORS = statement(`select pg_advisory_xact_lock(${ADMINISTRATORS_LOCK})`);
const COUNT_OTHER_ADMINISTRATORS = statement(`
  select count(*)::int as count from users u
  where u.id <> $1::bigint and u.deleted_at is null
    and exists (select from user_roles ur where ur.user_id = u.id and ur.role_id in (${ROLE_IDS.admin}, ${ROLE_IDS.superadmin}))
    and not ${isSuspendedAt('$2::timestamptz')}
    and not (${isLockedAt('$2::timestamptz')} and u.lock_cause = 'administrator')`);

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
  from next where u.id = next.id`);

const CLEAR_FAILURES = statement(
  'update users set failed_sign_ins = 0 where id = $1::bigint and lock_cause is null and failed_sign_ins > 0',
);

const REHASH = statement(
  'update users set password_hash = $3 where id = $1::bigint and password_hash = $2 and deleted_at is null',
);

const credentialsBy = (toUser: UserReader) => (row: QueryResultRow) => ({
  user: toUser(row),
  passwordHash: row['password_hash'] as string | null,
});

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
  const user = await rowOf(on, find({ kind: 'id', isHeld: false, withDeleted: false }), [id, now], toUser);
  if (!user) throw new Error(`user ${id} is gone in the transaction that made it`);
  return user;
};

/** Users in Postgres. */
export const createUsers = (on: Queryable, toUser: UserReader): Users => ({
  find: (ref, now, deleted) =>
    rowOf(
      on,
      find({ kind: ref.kind, isHeld: false, withDeleted: deleted === 'include' }),
      [ref.value, now],
      toUser,
    ),
  hold: (ref, now, deleted) =>
    rowOf(
      on,
      find({ kind: ref.kind, isHeld: true, withDeleted: deleted === 'include' }),
      [ref.value, now],
      toUser,
    ),
  findForSignIn: (name: SignInName, now) =>
    rowOf(on, FIND_FOR_SIGN_IN[name.by], [signInValue(name), now], credentialsBy(toUser)),
  passwordHash: async (id) =>
    (await rowOf(on, PASSWORD_HASH, [id], (row) => row['password_hash'] as string | null)) ?? null,
  insert: (fields, ids, now) => insertUser(on, toUser, fields, ids, now),
  async update(id, fields, now): Promise<User | null> {
    if (fields.roles) await run(on, SET_ROLES, [id, roleIds(fields.roles)]);
    const columns = columnsOf(fields);
    return rowOf(on, update(Object.keys(columns)), [id, now, ...Object.values(columns)], toUser);
  },
  softDelete: async (id, now) => (await countOf(on, SOFT_DELETE, [id, now])) > 0,
  restore: (id, now) => rowOf(on, RESTORE, [id, now], toUser),
  bumpSessionEpoch: async (id) => {
    await run(on, BUMP_SESSION_EPOCH, [id]);
  },
  async countOtherActiveAdministrators(id, now) {
    await run(on, LOCK_ADMINISTRATORS, []);
    return (await rowOf(on, COUNT_OTHER_ADMINISTRATORS, [id, now], (row) => row['count'] as number)) ?? 0;
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
    await run(on, NOTE_FAILURE, [id, limit, lockedUntil, now]);
  },
  list: (query) => listUsers(on, query, toUser),
  count: (filter, now, cap) => countUsers(on, filter, now, cap),
});
