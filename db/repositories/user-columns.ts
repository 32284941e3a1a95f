import { toCanonicalPhone } from '../../src/domain/phone';
import type { UserFields } from '../../src/domain/repositories/users';
import { toCanonical, toStored } from '../../src/domain/text';

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
  isEmailVerified: (is_email_verified) => ({ is_email_verified }),
  userType: (user_type) => ({ user_type }),
  employeeId: (employeeId) => ({
    employee_id: employeeId === null ? null : toStored(employeeId),
    employee_id_canonical: employeeId === null ? null : toCanonical(employeeId),
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

/** The columns that these fields of a user fill, with their values. */
export const columnsOf = (fields: Partial<UserFields>): Record<string, unknown> =>
  Object.assign(
    {},
    ...(Object.keys(fields) as (keyof UserFields)[]).map((name) =>
      (COLUMNS[name] as (value: unknown) => Record<string, unknown>)(fields[name]),
    ),
  );
