/** The condition that a user is suspended at the instant in a parameter: a suspension ends by itself. */
export const isSuspendedAt = (now: string): string =>
  `(u.status = 'suspended' and (u.suspended_until is null or u.suspended_until > ${now}))`;

/** The condition that a user is locked at the instant in a parameter. */
export const isLockedAt = (now: string): string =>
  `(u.lock_cause is not null and (u.locked_until is null or u.locked_until > ${now}))`;

/** What is not a column as it stands. */
const COMPUTED = {
  role_ids: () => 'array(select ur.role_id from user_roles ur where ur.user_id = u.id)',
  is_suspended: isSuspendedAt,
  is_locked: isLockedAt,
  failed_sign_ins: (now: string) =>
    `case when u.lock_cause = 'failures' and u.locked_until <= ${now} then 0 else u.failed_sign_ins end`,
  otp_resends: (now: string) => `case when u.otp_closed_until <= ${now} then 0 else u.otp_resends end`,
  otp_closed_until: (now: string) => `case when u.otp_closed_until > ${now} then u.otp_closed_until end`,
  has_password: () => 'u.password_hash is not null',
} as const;

const PLAIN = [
  'id',
  'ulid',
  'hex_id',
  'username',
  'name',
  'email',
  'is_email_verified',
  'phone',
  'user_type',
  'employee_id',
  'can_write',
  'suspended_reason',
  'suspended_until',
  'suspended_at',
  'suspended_by',
  'lock_cause',
  'locked_until',
  'locked_by',
  'must_change_password',
  'password_changed_at',
  'password_expires_at',
  'last_sign_in_at',
  'created_at',
  'updated_at',
  'deleted_at',
  'version',
] as const;

/** What may be selected of a user. Never the password's hash. */
export type UserColumn = keyof typeof COMPUTED | (typeof PLAIN)[number];

/** A select list of a user `u` as of the instant in a parameter. */
export const selectColumns = (columns: Iterable<UserColumn>, now: string): string =>
  [...columns]
    .map((column) =>
      column in COMPUTED ? `${COMPUTED[column as keyof typeof COMPUTED](now)} as ${column}` : `u.${column}`,
    )
    .join(', ');
