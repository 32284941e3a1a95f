import type { UniqueField, UniqueNames, Users } from '../../src/domain/repositories/users';
import { ROLE_IDS } from '../../src/domain/role';
import { toCanonical } from '../../src/domain/text';
import type { UserReaders } from '../records/user-record';
import { isLockedAt, isSuspendedAt } from '../records/user-select';
import { type Queryable, rowOf, rowsOf, run, statement } from '../statement';
import { countUsers, listUsers } from './user-list';
import { createUserReads } from './user-reads';
import { createUserSignIns } from './user-sign-ins';
import { createUserWrites } from './user-writes';

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

const isTaken = (column: string, value: string): string =>
  `exists (select from users where ${column} = ${value}::text and deleted_at is null and id <> $4::bigint)`;
// What is not asked for is null, and null is nobody's.
const TAKEN_FIELDS = statement(`
  select ${isTaken('username_canonical', '$1')} as username, ${isTaken('email_canonical', '$2')} as email,
    ${isTaken('employee_id_canonical', '$3')} as "employeeId"`);

const TAKEN_USERNAMES = statement(`
  select username_canonical from users where username_canonical = any($1::text[]) and deleted_at is null`);

// The second argument keeps these locks apart from those of sign-in names and networks.
const HOLD_STEM = statement('select pg_advisory_xact_lock(hashtextextended($1, 2))');

const UNIQUE_FIELDS: readonly UniqueField[] = ['username', 'email', 'employeeId'];

const canonicalOrNull = (text: string | null | undefined): string | null =>
  typeof text === 'string' ? toCanonical(text) : null;

const takenFields = async (on: Queryable, names: UniqueNames, except: number | null) => {
  const values = UNIQUE_FIELDS.map((field) => canonicalOrNull(names[field]));
  const found = await rowOf(on, TAKEN_FIELDS, [...values, except ?? 0], (row) =>
    UNIQUE_FIELDS.filter((field) => row[field]),
  );
  return found ?? [];
};

/** Users in Postgres. */
export const createUsers = (on: Queryable, readers: UserReaders): Users => ({
  ...createUserReads(on, readers()),
  ...createUserWrites(on, readers()),
  ...createUserSignIns(on),
  async countOtherActiveAdministrators(id, now) {
    await run(on, LOCK_ADMINISTRATORS, []);
    return (await rowOf(on, COUNT_OTHER_ADMINISTRATORS, [id, now], (row) => row['count'] as number)) ?? 0;
  },
  takenFields: (names, except) => takenFields(on, names, except),
  takenUsernames: (candidates) =>
    rowsOf(on, TAKEN_USERNAMES, [candidates], (row) => row['username_canonical'] as string),
  async holdStem(stem) {
    await run(on, HOLD_STEM, [stem]);
  },
  list: (query) => listUsers(on, query, readers),
  count: (filter, now, cap) => countUsers(on, filter, now, cap),
});
