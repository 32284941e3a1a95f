import { bind } from '../../binding';
import { saying, showing, showingAll } from '../../codec/reply';
import { readingFor } from '../../codec/user-fields';
import {
  choiceFilter,
  deletedFilter,
  roleFilter,
  roleIdFilter,
  searchFilter,
} from '../../codec/user-filters';
import { userList } from '../../codec/user-list';
import { inPath } from '../../locator';
import { newUser, signIn, userChanges } from './bodies';
import { signInShape } from './sign-in-shape';
import { readUserShape, roleShape, writtenUserShape } from './user-shapes';

const SUCCESS = { status: 'success' } as const;
const STATUSES = { active: 'active', suspended: 'suspended' } as const;

const list = userList({
  shape: readUserShape,
  filters: [
    choiceFilter('status', 'status', STATUSES, 'Those who are active, or suspended'),
    roleFilter('primaryRole'),
    roleIdFilter,
    searchFilter,
    deletedFilter,
  ],
  sorts: { id: 'id', name: 'name', email: 'email', created_at: 'createdAt' },
  envelope: { under: 'users', beside: SUCCESS },
});

const user = inPath('id', 'integer');
const floor = 'administrators';

/** Seed 003: everything but the sign-in is for administrators. All problems of a body are told at once. */
export const users = [
  bind('users.list', ['GET /users'], { ...list, floor }),
  bind('users.create', ['POST /users'], {
    floor,
    body: newUser,
    decode: ({ body }) => newUser.collect(body),
    reply: showing(writtenUserShape, {
      status: 201,
      under: 'user',
      beside: { ...SUCCESS, message: 'User created successfully' },
    }),
  }),
  bind('users.get', ['GET /users/{id}'], {
    floor,
    at: { user },
    decode: readingFor(readUserShape),
    reply: showing(readUserShape, { under: 'user', beside: SUCCESS }),
  }),
  bind('users.update', ['PUT /users/{id}', 'PATCH /users/{id}'], {
    floor,
    at: { user },
    body: userChanges,
    decode: ({ body }) => {
      const { fields: changes, found } = userChanges.collect(body);
      return { changes, found };
    },
    reply: showing(writtenUserShape, {
      under: 'user',
      beside: { ...SUCCESS, message: 'User updated successfully' },
    }),
  }),
  bind('users.delete', ['DELETE /users/{id}'], {
    floor,
    at: { user },
    reply: saying({ ...SUCCESS, message: 'User deleted successfully' }),
  }),
  bind('roles.list', ['GET /roles'], {
    floor,
    reply: showingAll(roleShape, { under: 'roles', beside: SUCCESS }),
  }),
  bind('auth.signIn', ['POST /login'], {
    body: signIn,
    decode: ({ body }) => {
      const { email, password } = signIn(body);
      return { name: { by: 'email' as const, value: email }, password };
    },
    reply: showing(signInShape),
  }),
];
