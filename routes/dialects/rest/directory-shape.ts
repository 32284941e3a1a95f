import type { Instant } from '../../../src/domain/instant';
import { ROLE_NAMES } from '../../../src/domain/role';
import type { Lock, Suspension, User } from '../../../src/domain/user';
import { type Field, shape } from '../../codec/fields';
import { wholeSeconds } from '../../codec/times';
import type { JsonSchema } from '../../wire';

const TEXT = { type: 'string' } as const;
const TEXT_OR_NULL = { type: ['string', 'null'] } as const;
const COUNT = { type: 'integer', minimum: 0 } as const;
const YES_NO = { type: 'boolean' } as const;
const TIME = { type: 'string', format: 'date-time' } as const;
const TIME_OR_NULL = { type: ['string', 'null'], format: 'date-time' } as const;
const ID_OR_NULL = { type: ['integer', 'null'], minimum: 1 } as const;

const timeOrNull = (instant: Instant | null): string | null =>
  instant === null ? null : wholeSeconds(instant);

const suspensionShape = shape<Suspension>([
  { key: 'reason', of: (suspension) => suspension.reason, schema: TEXT_OR_NULL, example: 'left' },
  { key: 'until', of: (suspension) => timeOrNull(suspension.until), schema: TIME_OR_NULL, example: null },
  {
    key: 'at',
    of: (suspension) => wholeSeconds(suspension.at),
    schema: TIME,
    example: '2023-06-16T15:30:45Z',
  },
  { key: 'by', of: (suspension) => suspension.by, schema: ID_OR_NULL, example: 1 },
]);

const lockShape = shape<Lock>([
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
]);

const objectOrNull = <T>(fields: readonly Field<T>[]): JsonSchema => ({
  type: ['object', 'null'],
  properties: Object.fromEntries(fields.map(({ key, schema }) => [key, schema])),
  required: fields.map(({ key }) => key),
});

/** The whole record as the domain knows it: every key is always there, null where there is nothing. */
export const directoryShape = shape<User>([
  { key: 'id', of: (user) => user.id, schema: { type: 'integer', minimum: 1 }, example: 2 },
  { key: 'ulid', of: (user) => user.ulid, schema: TEXT, example: '01KH1K9G4KPG10BEV0PNTMYNWJ' },
  { key: 'hex_id', of: (user) => user.hexId, schema: TEXT, example: '648a1f0b9c3d2e4f5a6b7c8d' },
  { key: 'username', of: (user) => user.username, schema: TEXT, example: 'user1' },
  { key: 'name', of: (user) => user.name, schema: TEXT_OR_NULL, example: 'User One' },
  {
    key: 'email',
    of: (user) => user.email,
    schema: { type: 'string', format: 'email' },
    example: 'user1@example.com',
  },
  { key: 'phone', of: (user) => user.phone, schema: TEXT_OR_NULL, example: null },
  {
    key: 'roles',
    of: (user) => user.roles,
    schema: { type: 'array', items: { type: 'string', enum: ROLE_NAMES } },
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
    schema: objectOrNull(suspensionShape.fields),
    example: null,
  },
  { key: 'can_write', of: (user) => user.canWrite, schema: YES_NO, example: true },
  {
    key: 'lock',
    of: (user) => user.lock && lockShape.encode(user.lock),
    schema: objectOrNull(lockShape.fields),
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
  { key: 'version', of: (user) => user.version, schema: { type: 'integer', minimum: 1 }, example: 1 },
]);
