import type { QueryResultRow } from 'pg';
import { passwordExpiry } from '../../src/domain/password-expiry';
import { inRankOrder, roleName } from '../../src/domain/role';
import type { Lock, Suspension, User } from '../../src/domain/user';
import { readInstant, readInstantOrNull } from './instants';

/** The condition that a user is suspended at the instant in a parameter: a suspension ends by itself. */
export const isSuspendedAt = (now: string): string =>
  `(u.status = 'suspended' and (u.suspended_until is null or u.suspended_until > ${now}))`;

/** The condition that a user is locked at the instant in a parameter. */
export const isLockedAt = (now: string): string =>
  `(u.lock_cause is not null and (u.locked_until is null or u.locked_until > ${now}))`;

/** The select list of a user `u` as of the instant in a parameter, for `userReader`. Never the password's hash. */
export const userColumns = (now: string): string => `
  u.id, u.ulid, u.hex_id, u.username, u.name, u.email, u.is_email_verified, u.phone, u.user_type, u.employee_id,
  u.can_write,
  array(select ur.role_id from user_roles ur where ur.user_id = u.id) as role_ids,
  ${isSuspendedAt(now)} as is_suspended,
  u.suspended_reason, u.suspended_until, u.suspended_at, u.suspended_by,
  ${isLockedAt(now)} as is_locked, u.lock_cause, u.locked_until, u.locked_by,
  case when u.lock_cause = 'failures' and u.locked_until <= ${now} then 0 else u.failed_sign_ins end as failed_sign_ins,
  case when u.otp_closed_until <= ${now} then 0 else u.otp_resends end as otp_resends,
  case when u.otp_closed_until > ${now} then u.otp_closed_until end as otp_closed_until,
  u.password_hash is not null as has_password, u.must_change_password,
  u.password_changed_at, u.password_expires_at, u.last_sign_in_at, u.created_at, u.updated_at, u.deleted_at, u.version`;

const idOrNull = (value: string | null): number | null => (value === null ? null : Number(value));

const toSuspension = (row: QueryResultRow): Suspension | null =>
  row['is_suspended']
    ? {
        reason: row['suspended_reason'],
        until: readInstantOrNull(row['suspended_until']),
        at: readInstant(row['suspended_at'] ?? row['updated_at']),
        by: idOrNull(row['suspended_by']),
      }
    : null;

const toLock = (row: QueryResultRow): Lock | null =>
  row['is_locked']
    ? {
        cause: row['lock_cause'],
        until: readInstantOrNull(row['locked_until']),
        by: idOrNull(row['locked_by']),
      }
    : null;

/** Makes a user of a record selected by `userColumns`. */
export type UserReader = (row: QueryResultRow) => User;

const passwordLife = (row: QueryResultRow, maxAgeDays: number) => {
  const passwordChangedAt = readInstantOrNull(row['password_changed_at']);
  const ownExpiry = readInstantOrNull(row['password_expires_at']);
  return {
    hasPassword: row['has_password'],
    mustChangePassword: row['must_change_password'],
    passwordChangedAt,
    passwordExpiresAt: row['has_password']
      ? passwordExpiry({ changedAt: passwordChangedAt, ownExpiry }, maxAgeDays)
      : null,
    ownPasswordExpiry: ownExpiry,
  };
};

/** A reader of users where passwords expire after so many days; 0 for never. */
export const userReader =
  (passwordMaxAgeDays: number): UserReader =>
  (row) => ({
    id: Number(row['id']),
    ulid: row['ulid'],
    hexId: row['hex_id'],
    username: row['username'],
    name: row['name'],
    email: row['email'],
    isEmailVerified: row['is_email_verified'],
    phone: row['phone'],
    userType: row['user_type'],
    employeeId: row['employee_id'],
    roles: inRankOrder((row['role_ids'] as number[]).map(roleName)),
    status: row['is_suspended'] ? 'suspended' : 'active',
    suspension: toSuspension(row),
    canWrite: row['can_write'],
    lock: toLock(row),
    failedSignIns: row['failed_sign_ins'],
    otpResends: row['otp_resends'],
    codesClosedUntil: readInstantOrNull(row['otp_closed_until']),
    ...passwordLife(row, passwordMaxAgeDays),
    lastSignInAt: readInstantOrNull(row['last_sign_in_at']),
    createdAt: readInstant(row['created_at']),
    updatedAt: readInstant(row['updated_at']),
    deletedAt: readInstantOrNull(row['deleted_at']),
    version: Number(row['version']),
  });
