import type { QueryResultRow } from 'pg';
import { toCanonicalPhone } from '../../src/domain/phone';
import type { Users } from '../../src/domain/repositories/users';
import type { SignInName } from '../../src/domain/sign-in';
import { toCanonical } from '../../src/domain/text';
import type { UserRef } from '../../src/domain/user';
import { type UserReader, userColumns } from '../records/user-record';
import { isSuspendedAt } from '../records/user-select';
import { type Queryable, rowOf, statement, statementsByShape } from '../statement';

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
  employeeId: statement(`
    select ${userColumns('$2::timestamptz')}, u.password_hash from users u
    where u.employee_id_canonical = $1 and u.deleted_at is null`),
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

const credentialsBy = (toUser: UserReader) => (row: QueryResultRow) => ({
  user: toUser(row),
  passwordHash: row['password_hash'] as string | null,
});

type UserReads = Pick<Users, 'find' | 'findPart' | 'hold' | 'findForSignIn' | 'passwordHash'>;

/** How one user is read. */
export const createUserReads = (on: Queryable, toUser: UserReader): UserReads => {
  const reading =
    (isHeld: boolean): UserReads['find'] =>
    (ref, now, deleted) =>
      rowOf(
        on,
        find({ kind: ref.kind, isHeld, withDeleted: deleted === 'include' }),
        [ref.value, now],
        toUser,
      );
  return {
    find: reading(false),
    findPart: (ref, now) => reading(false)(ref, now),
    hold: reading(true),
    findForSignIn: (name, now) =>
      rowOf(on, FIND_FOR_SIGN_IN[name.by], [signInValue(name), now], credentialsBy(toUser)),
    passwordHash: async (id) =>
      (await rowOf(on, PASSWORD_HASH, [id], (row) => row['password_hash'] as string | null)) ?? null,
  };
};
