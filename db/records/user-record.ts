import type { QueryResultRow } from 'pg';
import { passwordExpiry } from '../../src/domain/password-expiry';
import { inRankOrder, roleName } from '../../src/domain/role';
import type { Lock, Suspension, User, UserField } from '../../src/domain/user';
import { readInstant, readInstantOrNull } from './instants';
import { selectColumns, type UserColumn } from './user-select';

/** How a field of the domain is made: of which columns, and where passwords expire after so many days (0 for never). */
interface Part<T> {
  readonly from: readonly UserColumn[];
  readonly read: (row: QueryResultRow, passwordMaxAgeDays: number) => T;
}

const asItIs = <T>(column: UserColumn): Part<T> => ({ from: [column], read: (row) => row[column] });

const count = (column: UserColumn): Part<number> => ({ from: [column], read: (row) => Number(row[column]) });

const instant = (column: UserColumn) => ({
  from: [column],
  read: (row: QueryResultRow) => readInstant(row[column]),
});

const instantOrNull = (column: UserColumn) => ({
  from: [column],
  read: (row: QueryResultRow) => readInstantOrNull(row[column]),
});

const idOrNull = (value: string | null): number | null => (value === null ? null : Number(value));

const suspension: Part<Suspension | null> = {
  from: ['is_suspended', 'suspended_reason', 'suspended_until', 'suspended_at', 'updated_at', 'suspended_by'],
  read: (row) =>
    row['is_suspended']
      ? {
          reason: row['suspended_reason'],
          until: readInstantOrNull(row['suspended_until']),
          at: readInstant(row['suspended_at'] ?? row['updated_at']),
          by: idOrNull(row['suspended_by']),
        }
      : null,
};

const lock: Part<Lock | null> = {
  from: ['is_locked', 'lock_cause', 'locked_until', 'locked_by'],
  read: (row) =>
    row['is_locked']
      ? {
          cause: row['lock_cause'],
          until: readInstantOrNull(row['locked_until']),
          by: idOrNull(row['locked_by']),
        }
      : null,
};

const passwordExpiresAt: Part<User['passwordExpiresAt']> = {
  from: ['has_password', 'password_changed_at', 'password_expires_at'],
  read: (row, maxAgeDays) =>
    row['has_password']
      ? passwordExpiry(
          {
            changedAt: readInstantOrNull(row['password_changed_at']),
            ownExpiry: readInstantOrNull(row['password_expires_at']),
          },
          maxAgeDays,
        )
      : null,
};

const PARTS: { readonly [F in UserField]: Part<User[F]> } = {
  id: count('id'),
  ulid: asItIs('ulid'),
  hexId: asItIs('hex_id'),
  username: asItIs('username'),
  name: asItIs('name'),
  email: asItIs('email'),
  isEmailVerified: asItIs('is_email_verified'),
  phone: asItIs('phone'),
  userType: asItIs('user_type'),
  employeeId: asItIs('employee_id'),
  roles: {
    from: ['role_ids'],
    read: (row) => inRankOrder((row['role_ids'] as number[]).map(roleName)),
  },
  status: { from: ['is_suspended'], read: (row) => (row['is_suspended'] ? 'suspended' : 'active') },
  suspension,
  canWrite: asItIs('can_write'),
  lock,
  failedSignIns: asItIs('failed_sign_ins'),
  otpResends: asItIs('otp_resends'),
  codesClosedUntil: instantOrNull('otp_closed_until'),
  hasPassword: asItIs('has_password'),
  mustChangePassword: asItIs('must_change_password'),
  passwordChangedAt: instantOrNull('password_changed_at'),
  passwordExpiresAt,
  ownPasswordExpiry: instantOrNull('password_expires_at'),
  lastSignInAt: instantOrNull('last_sign_in_at'),
  createdAt: instant('created_at'),
  updatedAt: instant('updated_at'),
  deletedAt: instantOrNull('deleted_at'),
  version: count('version'),
};

const ALL = Object.keys(PARTS) as UserField[];

/** The select list of a user `u` as of the instant in a parameter, for the reader of the same fields. */
export const userColumns = (now: string, fields: readonly UserField[] = ALL): string =>
  selectColumns(new Set(fields.flatMap((field) => PARTS[field].from)), now);

/** Makes a user of a record selected by `userColumns`. */
export type UserReader = (row: QueryResultRow) => User;

/** Readers of whole users, and of these fields of users: the others are absent from what is read. */
export type UserReaders = (fields?: readonly UserField[]) => UserReader;

/** Readers where passwords expire after so many days; 0 for never. */
export const userReaders =
  (passwordMaxAgeDays: number): UserReaders =>
  (fields = ALL) => {
    const parts = fields.map((field) => ({ field, read: PARTS[field].read as Part<unknown>['read'] }));
    const blank = Object.fromEntries(fields.map((field) => [field, undefined]));
    return (row) => {
      // Properties that are there already are set in half the time.
      const user: Partial<Record<UserField, unknown>> = { ...blank };
      for (const { field, read } of parts) user[field] = read(row, passwordMaxAgeDays);
      return user as unknown as User;
    };
  };
