import type { Instant } from '../../../src/domain/instant';
import { isAdministrator } from '../../../src/domain/role';
import type { User } from '../../../src/domain/user';
import { type Field, shape } from '../../codec/fields';
import { microsecondsWithOffset } from '../../codec/times';
import { asItIs, emailField, idField, lastSignInField, textField, timeField } from '../../codec/user-fields';
import { COUNT, idOf, orNull, ROLES, TIME_OR_NULL, YES_NO } from '../../codec/wire-types';

/**
 * What stands for "until somebody unlocks". Clients compare this time with their own to know whether a user is locked, so
 * null would tell them the opposite. The day before the last one: whatever offset they show it in, it has a date.
 */
const NEVER: Instant = '9999-12-30T00:00:00.000000Z';

const timeOrNull = (instant: Instant | null): string | null =>
  instant === null ? null : microsecondsWithOffset(instant);

const id = idField('hexId', {
  schema: idOf('hex'),
  example: '60d5ec49f8d2a31b4c7e9f01',
});

const username = asItIs('username', 'username', { example: 'jdoe' });
const email = emailField('jdoe@example.com');

const roles = asItIs('roles', 'roles', {
  schema: ROLES,
  example: ['creator'],
});

const isActive: Field<User> = {
  key: 'is_active',
  of: ({ status }) => status === 'active',
  looksAt: ['status'],
  schema: YES_NO,
  example: true,
  shows: 'status',
  read: (wire) => (wire ? 'active' : 'suspended'),
};

/** A user in the list, with the seed's keys. */
export const listedUserShape = shape<User>([id, username, email, roles], 'ListedUser');

/** The caller's own profile, with the seed's keys. */
export const profileShape = shape<User>([id, username, roles, isActive], 'Profile');

/** A user as administrators see it: every key is always there, null where there is nothing. */
export const userShape = shape<User>(
  [
    id,
    asItIs('user_type', 'userType', {
      schema: { type: 'string', enum: ['employee', 'general'] },
      example: 'employee',
    }),
    username,
    email,
    asItIs('employee_id', 'employeeId', { schema: orNull(textField('employeeId')), example: 'E-1042' }),
    asItIs('mobile', 'phone', { schema: orNull(textField('phone')), example: '+4930123456' }),
    isActive,
    {
      key: 'is_admin',
      of: (user) => isAdministrator(user.roles),
      looksAt: ['roles'],
      schema: YES_NO,
      example: false,
    },
    asItIs('is_email_verified', 'isEmailVerified', { schema: YES_NO, example: false }),
    roles,
    {
      key: 'failed_login_attempts',
      of: (user) => user.failedSignIns,
      looksAt: ['failedSignIns'],
      schema: COUNT,
      example: 0,
    },
    {
      key: 'otp_resend_count',
      of: (user) => user.otpResends,
      looksAt: ['otpResends'],
      schema: COUNT,
      example: 0,
    },
    {
      key: 'lock_until',
      of: ({ lock }) => timeOrNull(lock && (lock.until ?? NEVER)),
      looksAt: ['lock'],
      schema: TIME_OR_NULL,
      example: null,
    },
    timeField('created_at', 'createdAt', microsecondsWithOffset, '2026-02-08T04:36:57.123456+00:00'),
    timeField('updated_at', 'updatedAt', microsecondsWithOffset, '2026-02-08T04:36:57.123456+00:00'),
    lastSignInField('last_login', microsecondsWithOffset, {
      example: '2026-02-09T08:15:30.000000+00:00',
      before: null,
    }),
    {
      key: 'password_expiration',
      of: (user) => timeOrNull(user.passwordExpiresAt),
      looksAt: ['passwordExpiresAt'],
      schema: TIME_OR_NULL,
      example: null,
    },
  ],
  'User',
);
