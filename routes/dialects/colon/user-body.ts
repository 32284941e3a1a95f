import Joi from 'joi';
import { primaryRole, ROLE_NAMES, type RoleName } from '../../../src/domain/role';
import type { NewUser, UserChanges } from '../../../src/domain/user';
import { type BodyField, bodyDecoder } from '../../codec/body';
import { refuse } from '../../codec/query';
import { choice, PASSWORD, ruled, userSchemas } from '../../codec/schemas';
import { refuseOtherActions, someChanges, valueIn } from './actions';
import { firstFailureDecoder, withoutBlanks } from './first-failure';
import { mixedPasswordProblem } from './password-kinds';

/** The one role that a user has; whatever it had besides goes. */
const ROLE: BodyField = {
  key: 'role',
  to: 'roles',
  schema: choice<readonly RoleName[]>(Object.fromEntries(ROLE_NAMES.map((name) => [name, [name]]))).schema,
  write: (roles) => primaryRole(roles as readonly RoleName[]),
  isPartial: true,
  example: 'user',
};

const email = (example: string): BodyField => ({
  key: 'email',
  to: 'email',
  schema: userSchemas.email,
  example,
});

const CAN_WRITE: BodyField = { key: 'can_write', to: 'canWrite', schema: Joi.boolean(), example: true };

const password = (key: string, example: string): BodyField => ({
  key,
  to: 'password',
  schema: ruled(mixedPasswordProblem, PASSWORD),
  example,
});

const REQUIRED = ['username', 'email', 'password', 'role'] as const;

/** A new user. Throws `malformed_body`, `invalid_fields`. */
export const decodeNewUser = firstFailureDecoder<NewUser>(
  [
    { key: 'username', to: 'username', schema: userSchemas.username, example: 'newuser' },
    email('newuser@example.com'),
    password('password', 'UserPass123#'),
    ROLE,
    CAN_WRITE,
  ],
  { required: REQUIRED, prepare: withoutBlanks(...REQUIRED) },
  ['email', 'roles', 'password'],
);

/** What else the URL of changes does. */
const ACTIONS = ['reset_password', 'revoke_sessions'];

/** What of a user can be changed. */
export const changes = bodyDecoder<UserChanges>([email('updateduser@example.com'), ROLE, CAN_WRITE]);

/** What people change of themselves, besides the password. */
export const ownChanges = bodyDecoder<UserChanges>([email('newemail@example.com')]);

/** Changes of a user; a username is refused, since it cannot be changed. Throws `malformed_body`, `invalid_fields`. */
export const decodeChanges = (body: unknown): UserChanges => {
  refuseOtherActions(body, ACTIONS);
  if (valueIn(body, 'username') !== undefined) refuse({ field: 'username', rule: 'excludes' });
  return someChanges(changes(body));
};

/** Changes of oneself. Throws `malformed_body`, `invalid_fields`. */
export const decodeOwnChanges = (body: unknown): UserChanges => someChanges(ownChanges(body));

/** The password that an administrator gives a user. Throws `malformed_body`, `invalid_fields`. */
export const decodeReset = bodyDecoder<{ password: string }>(
  [password('new_password', 'NewSecurePassword123#')],
  { required: ['new_password'], prepare: withoutBlanks('new_password') },
);
