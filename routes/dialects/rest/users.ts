import Joi from 'joi';
import type { Instant } from '../../../src/domain/instant';
import { ROLE_NAMES, type RoleName } from '../../../src/domain/role';
import type { NewUser, UserChanges } from '../../../src/domain/user';
import { reasonProblem } from '../../../src/domain/user-rules';
import { bind } from '../../binding';
import { type BodyField, bodyDecoder } from '../../codec/body';
import { ruled, time, userSchemas } from '../../codec/schemas';
import { inPath } from '../../locator';
import { json } from '../../wire';
import { success } from './replies';
import { decodeList, encodeList } from './user-list';
import { userShape } from './user-shape';

const BODY: readonly BodyField[] = [
  { key: 'username', to: 'username', schema: userSchemas.username, example: 'newuser' },
  { key: 'email', to: 'email', schema: userSchemas.email, example: 'newuser@example.com' },
  { key: 'password', to: 'password', schema: userSchemas.password, example: 'securepassword123' },
  { key: 'status', to: 'status', schema: Joi.string().valid('active', 'suspended'), example: 'active' },
];

const SUSPENSION: readonly BodyField[] = [
  { key: 'reason', to: 'reason', schema: ruled(reasonProblem).allow(null) },
  { key: 'until', to: 'until', schema: time().allow(null) },
];

const newUser = bodyDecoder<NewUser>(BODY, { required: ['username', 'email', 'password'] });
const changes = bodyDecoder<UserChanges>(BODY);
const suspension = bodyDecoder<{ reason?: string | null; until?: Instant | null }>(SUSPENSION, {
  isOptional: true,
});
const roles = bodyDecoder<{ roles: RoleName[] }>(
  [
    {
      key: 'roles',
      to: 'roles',
      schema: Joi.array()
        .items(Joi.string().valid(...ROLE_NAMES))
        .min(1),
    },
  ],
  { required: ['roles'] },
);

const list = decodeList({ hasLocked: false });
const user = inPath('id', 'integer');

/** Seed 001: users in both styles. Every line is an operation with all its spellings; the first is the canonical one. */
export const users = [
  bind('users.list', ['GET /users', 'GET /users/list'], {
    decode: list,
    encode: encodeList(userShape, list),
  }),
  bind('users.create', ['POST /users', 'POST /users/create'], {
    decode: ({ body }) => ({ fields: newUser(body) }),
    encode: (created) => json(201, userShape.encode(created), { Location: `/api/users/${created.id}` }),
  }),
  bind('users.get', ['GET /users/{id}', 'GET /users/get/{id}'], {
    at: { user },
    encode: (found) => json(200, userShape.encode(found)),
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
      decode: ({ body }) => ({ changes: changes(body) }),
      encode: (updated) => json(200, userShape.encode(updated)),
    },
  ),
  bind('users.delete', ['DELETE /users/{id}', 'DELETE /users/delete/{id}', 'POST /users/delete/{id}'], {
    at: { user },
    encode: success('User deleted successfully'),
  }),
  bind('users.restore', ['POST /users/{id}/restore', 'POST /users/restore/{id}'], {
    at: { user },
    encode: success('User restored successfully'),
  }),
  bind('users.suspend', ['POST /users/{id}/suspend', 'POST /users/suspend/{id}'], {
    at: { user },
    decode: ({ body }) => ({ reason: null, until: null, ...suspension(body) }),
    encode: success('User suspended successfully'),
  }),
  bind('users.unsuspend', ['POST /users/{id}/unsuspend', 'POST /users/unsuspend/{id}'], {
    at: { user },
    encode: success('User unsuspended successfully'),
  }),
];

/** Administration of one user's roles and lock, in both styles. */
export const userAdministration = [
  bind('users.lock', ['POST /users/{id}/lock', 'POST /users/lock/{id}'], {
    at: { user },
    encode: success('User locked successfully'),
  }),
  bind('users.unlock', ['POST /users/{id}/unlock', 'POST /users/unlock/{id}'], {
    at: { user },
    encode: success('User unlocked successfully'),
  }),
  bind('users.getRoles', ['GET /users/{id}/roles', 'GET /users/roles/{id}'], {
    at: { user },
    encode: (names) => json(200, { roles: names }),
  }),
  bind('users.setRoles', ['PUT /users/{id}/roles', 'PUT /users/roles/{id}', 'POST /users/roles/{id}'], {
    at: { user },
    decode: ({ body }) => roles(body),
    encode: (names) => json(200, { roles: names }),
  }),
];
