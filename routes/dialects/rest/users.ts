import Joi from 'joi';
import type { Instant } from '../../../src/domain/instant';
import { EXTENSION_LIMIT_DAYS } from '../../../src/domain/password-expiry';
import { ROLE_NAMES, type RoleName } from '../../../src/domain/role';
import type { NewUser, UserChanges } from '../../../src/domain/user';
import { LIMITS, reasonProblem } from '../../../src/domain/user-rules';
import { bind } from '../../binding';
import { type BodyField, bodyDecoder } from '../../codec/body';
import { showing } from '../../codec/reply';
import { ruled, time, userSchemas } from '../../codec/schemas';
import { readingFor } from '../../codec/user-fields';
import { userList } from '../../codec/user-list';
import { inPath } from '../../locator';
import { success } from './replies';
import { FILTERS, SORTS } from './user-list';
import { rolesShape, userShape } from './user-shape';

const BODY: readonly BodyField[] = [
  { key: 'username', to: 'username', schema: userSchemas.username, example: 'newuser' },
  { key: 'email', to: 'email', schema: userSchemas.email, example: 'newuser@example.com' },
  { key: 'password', to: 'password', schema: userSchemas.password, example: 'securepassword123' },
  { key: 'status', to: 'status', schema: Joi.string().valid('active', 'suspended'), example: 'active' },
];

const SUSPENSION: readonly BodyField[] = [
  {
    key: 'reason',
    to: 'reason',
    schema: ruled(reasonProblem, { maxLength: LIMITS.suspensionReason }).allow(null),
  },
  { key: 'until', to: 'until', schema: time().allow(null) },
];

const DAYS = { type: 'integer', minimum: 1, maximum: EXTENSION_LIMIT_DAYS };

const EXTENSION: readonly BodyField[] = [
  { key: 'days', to: 'days', schema: Joi.number().integer().meta({ json: DAYS }), example: 90 },
];

const newUser = bodyDecoder<NewUser>(BODY, { required: ['username', 'email', 'password'] });
const changes = bodyDecoder<UserChanges>(BODY);
const suspension = bodyDecoder<{ reason?: string | null; until?: Instant | null }>(SUSPENSION, {
  isOptional: true,
});
const extension = bodyDecoder<{ days?: number }>(EXTENSION, { isOptional: true });
const roles = bodyDecoder<{ roles: RoleName[] }>(
  [
    {
      key: 'roles',
      to: 'roles',
      schema: Joi.array()
        .items(Joi.string().valid(...ROLE_NAMES))
        .min(1),
      example: ['user'],
    },
  ],
  { required: ['roles'] },
);

const list = userList({ shape: userShape, filters: FILTERS, sorts: SORTS });
const user = inPath('id', 'integer');

/** Seed 001: users in both styles. Every line is an operation with all its spellings; the first is the canonical one. */
export const users = [
  bind('users.list', ['GET /users', 'GET /users/list'], list),
  bind('users.create', ['POST /users', 'POST /users/create'], {
    body: newUser,
    decode: ({ body }) => ({ fields: newUser(body) }),
    reply: showing(userShape, {
      status: 201,
      location: (created) => `/api/users/${created.id}`,
    }),
  }),
  bind('users.get', ['GET /users/{id}', 'GET /users/get/{id}'], {
    at: { user },
    decode: readingFor(userShape),
    reply: showing(userShape),
  }),
  bind(
    'users.update',
    [
      'PUT /users/{id}',
      'PATCH /users/{id}',
      'PUT /users/update/{id}',
      'PATCH /users/update/{id}',
      'POST /users/update/{id}',
    ],
    {
      at: { user },
      body: changes,
      decode: ({ body }) => ({ changes: changes(body) }),
      reply: showing(userShape),
    },
  ),
  bind('users.delete', ['DELETE /users/{id}', 'DELETE /users/delete/{id}', 'POST /users/delete/{id}'], {
    at: { user },
    reply: success('User deleted successfully'),
  }),
  bind('users.restore', ['POST /users/{id}/restore', 'POST /users/restore/{id}'], {
    at: { user },
    reply: success('User restored successfully'),
  }),
  bind('users.suspend', ['POST /users/{id}/suspend', 'POST /users/suspend/{id}'], {
    at: { user },
    body: suspension,
    decode: ({ body }) => ({ reason: null, until: null, ...suspension(body) }),
    reply: success('User suspended successfully'),
  }),
  bind('users.unsuspend', ['POST /users/{id}/unsuspend', 'POST /users/unsuspend/{id}'], {
    at: { user },
    reply: success('User unsuspended successfully'),
  }),
];

/** Administration of one user's roles and lock, in both styles. */
export const userAdministration = [
  bind('users.lock', ['POST /users/{id}/lock', 'POST /users/lock/{id}'], {
    at: { user },
    reply: success('User locked successfully'),
  }),
  bind('users.unlock', ['POST /users/{id}/unlock', 'POST /users/unlock/{id}'], {
    at: { user },
    reply: success('User unlocked successfully'),
  }),
  bind(
    'users.extendPasswordExpiry',
    ['POST /users/{id}/extend-password-expiry', 'POST /users/extend-password-expiry/{id}'],
    {
      at: { user },
      body: extension,
      decode: ({ body }) => ({ days: extension(body).days ?? null }),
      reply: success('Password expiry extended successfully'),
    },
  ),
  bind('users.getRoles', ['GET /users/{id}/roles', 'GET /users/roles/{id}'], {
    at: { user },
    reply: showing(rolesShape),
  }),
  bind('users.setRoles', ['PUT /users/{id}/roles', 'PUT /users/roles/{id}', 'POST /users/roles/{id}'], {
    at: { user },
    body: roles,
    decode: ({ body }) => roles(body),
    reply: showing(rolesShape),
  }),
];
