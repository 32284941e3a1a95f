import Joi from 'joi';
import { ROLE_NAMES } from '../../../src/domain/role';
import type { NewUser, UserChanges } from '../../../src/domain/user';
import { type BodyField, bodyDecoder } from '../../codec/body';
import { choice, userSchemas } from '../../codec/schemas';

const USER_TYPES = choice({ employee: 'employee', general: 'general' });

/** Whether a user is active, as its status. */
const ACTIVE: Joi.Schema = Joi.boolean().custom((isActive: boolean) => (isActive ? 'active' : 'suspended'));

const bodyOf = (password: Joi.Schema): readonly BodyField[] => [
  { key: 'username', to: 'username', schema: userSchemas.username, example: 'jdoe' },
  { key: 'email', to: 'email', schema: userSchemas.email, example: 'jdoe@example.com' },
  { key: 'user_type', to: 'userType', ...USER_TYPES, example: 'employee' },
  { key: 'password', to: 'password', schema: password, example: 'NewSecurePassword456!' },
  { key: 'employee_id', to: 'employeeId', schema: userSchemas.employeeId.allow(null), example: 'E-1042' },
  { key: 'mobile', to: 'phone', schema: userSchemas.phone.allow(null), example: '+4930123456' },
  {
    key: 'is_active',
    to: 'status',
    schema: ACTIVE,
    write: (status) => status === 'active',
    example: true,
  },
  { key: 'is_email_verified', to: 'isEmailVerified', schema: Joi.boolean(), example: false },
  {
    key: 'roles',
    to: 'roles',
    schema: Joi.array()
      .items(Joi.string().valid(...ROLE_NAMES))
      .min(1),
    example: ['creator'],
  },
];

/** What may be given of a user, for sentences about it. */
export const USER_BODY = bodyOf(userSchemas.password);

// Employees sign in with a password; whoever is not signs in with codes alone.
const passwordOfEmployees = userSchemas.password.when('user_type', {
  is: 'employee',
  // biome-ignore lint/suspicious/noThenProperty: joi's own word for it; nobody awaits this object.
  then: Joi.required(),
});

/** A new user. Throws `malformed_body`, `invalid_fields`. */
export const decodeNewUser = bodyDecoder<NewUser>(bodyOf(passwordOfEmployees), {
  required: ['username', 'email', 'user_type'],
});

/** Changes of a user; what is not given stays. Throws `malformed_body`, `invalid_fields`. */
export const decodeUserChanges = bodyDecoder<UserChanges>(USER_BODY);
