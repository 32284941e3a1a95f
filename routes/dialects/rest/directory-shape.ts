import type { Instant } from '../../../src/domain/instant';
import { type Lock, type Suspension, USER_TYPES, type User } from '../../../src/domain/user';
import { LIMITS } from '../../../src/domain/user-rules';
import { objectSchema, type Shape, shape } from '../../codec/fields';
import { wholeSeconds } from '../../codec/times';
import { textField } from '../../codec/user-fields';
import { COUNT, idOf, orNull, ROLES, TIME, TIME_OR_NULL, textOf, YES_NO } from '../../codec/wire-types';
import type { JsonSchema } from '../../wire';

const ID_OR_NULL = orNull(idOf('integer'));

const timeOrNull = (instant: Instant | null): string | null =>
  instant === null ? null : wholeSeconds(instant);

const suspensionShape = shape<Suspension>(
  [
    {
      key: 'reason',
      of: (suspension) => suspension.reason,
      schema: orNull(textOf(LIMITS.suspensionReason)),
      example: 'left',
    },
    { key: 'until', of: (suspension) => timeOrNull(suspension.until), schema: TIME_OR_NULL, example: null },
    {
      key: 'at',
      of: (suspension) => wholeSeconds(suspension.at),
      schema: TIME,
      example: '2023-06-16T15:30:45Z',
    },
    { key: 'by', of: (suspension) => suspension.by, schema: ID_OR_NULL, example: 1 },
  ],
  'Suspension',
);

const lockShape = shape<Lock>(
  [
    {
      key: 'cause',
      of: (lock) => lock.cause,
      schema: { type: 'string', enum: ['failures', 'administrator'] },
      example: 'failures',
    },
    {
      key: 'until',
      of: (lock) => timeOrNull(lock.until),
      schema: TIME_OR_NULL,
      example: '2023-06-17T15:30:45Z',
    },
    { key: 'by', of: (lock) => lock.by, schema: ID_OR_NULL, example: null },
  ],
  'Lock',
);

const objectOrNull = <T>(shown: Shape<T>): JsonSchema => ({
  oneOf: [objectSchema(shown), { type: 'null' }],
});

/** The whole record as the domain knows it: every key is always there, null where there is nothing. */
export const directoryShape = shape<User>(
  [
    { key: 'id', of: (user) => user.id, schema: idOf('integer'), example: 2 },
    { key: 'ulid', of: (user) => user.ulid, schema: idOf('ulid'), example: '01KH1K9G4KPG10BEV0PNTMYNWJ' },
    { key: 'hex_id', of: (user) => user.hexId, schema: idOf('hex'), example: '648a1f0b9c3d2e4f5a6b7c8d' },
    { key: 'username', of: (user) => user.username, schema: textField('username'), example: 'user1' },
    { key: 'name', of: (user) => user.name, schema: orNull(textField('name')), example: 'User One' },
    {
      key: 'email',
      of: (user) => user.email,
      schema: textField('email'),
      example: 'user1@example.com',
    },
    { key: 'phone', of: (user) => user.phone, schema: orNull(textField('phone')), example: null },
    {
      key: 'user_type',
      of: (user) => user.userType,
      schema: { type: 'string', enum: USER_TYPES },
      example: 'employee',
    },
    {
      key: 'employee_id',
      of: (user) => user.employeeId,
      schema: orNull(textField('employeeId')),
      example: null,
    },
    { key: 'is_email_verified', of: (user) => user.isEmailVerified, schema: YES_NO, example: false },
    {
      key: 'roles',
      of: (user) => user.roles,
      schema: ROLES,
      example: ['user'],
    },
    {
      key: 'status',
      of: (user) => user.status,
      schema: { type: 'string', enum: ['active', 'suspended'] },
      example: 'active',
    },
    {
      key: 'suspension',
      of: (user) => user.suspension && suspensionShape.encode(user.suspension),
      schema: objectOrNull(suspensionShape),
      example: null,
    },
    { key: 'can_write', of: (user) => user.canWrite, schema: YES_NO, example: true },
    {
      key: 'lock',
      of: (user) => user.lock && lockShape.encode(user.lock),
      schema: objectOrNull(lockShape),
      example: null,
    },
    { key: 'failed_sign_ins', of: (user) => user.failedSignIns, schema: COUNT, example: 0 },
    { key: 'otp_resends', of: (user) => user.otpResends, schema: COUNT, example: 0 },
    {
      key: 'otp_closed_until',
      of: (user) => timeOrNull(user.codesClosedUntil),
      schema: TIME_OR_NULL,
      example: null,
    },
    { key: 'has_password', of: (user) => user.hasPassword, schema: YES_NO, example: true },
    { key: 'must_change_password', of: (user) => user.mustChangePassword, schema: YES_NO, example: false },
    {
      key: 'password_changed_at',
      of: (user) => timeOrNull(user.passwordChangedAt),
      schema: TIME_OR_NULL,
      example: '2023-02-15T00:00:00Z',
    },
    {
      key: 'password_expires_at',
      of: (user) => timeOrNull(user.passwordExpiresAt),
      schema: TIME_OR_NULL,
      example: null,
    },
    {
      key: 'last_login',
      of: (user) => timeOrNull(user.lastSignInAt),
      schema: TIME_OR_NULL,
      example: '2023-06-14T08:15:30Z',
    },
    {
      key: 'created_at',
      of: (user) => wholeSeconds(user.createdAt),
      schema: TIME,
      example: '2023-02-15T00:00:00Z',
    },
    {
      key: 'updated_at',
      of: (user) => wholeSeconds(user.updatedAt),
      schema: TIME,
      example: '2023-02-15T00:00:00Z',
    },
    { key: 'deleted_at', of: (user) => timeOrNull(user.deletedAt), schema: TIME_OR_NULL, example: null },
    { key: 'version', of: (user) => user.version, schema: idOf('integer'), example: 1 },
  ],
  'DirectoryEntry',
);
