import { bind } from '../../binding';
import { saying, showing } from '../../codec/reply';
import { readingFor } from '../../codec/user-fields';
import { choiceFilter, deletedFilter, roleFilter, searchFilter } from '../../codec/user-filters';
import { userList } from '../../codec/user-list';
import { inPath } from '../../locator';
import { newUser, userChanges } from './user-body';
import { STATUSES, userShape } from './user-shape';

const list = userList({
  shape: userShape,
  filters: [
    choiceFilter('status', 'status', STATUSES, 'Those who are active, or inactive'),
    roleFilter('primaryRole'),
    searchFilter,
    deletedFilter,
  ],
  sorts: { id: 'id', name: 'name', email: 'email', created_at: 'createdAt' },
});

const user = inPath('id', 'integer');

/** Seed 002, with the reading that the wire contract adds. All problems of a body are told at once. */
export const users = [
  bind('users.list', ['GET /users'], list),
  bind('users.create', ['POST /users'], {
    body: newUser,
    decode: ({ body }) => newUser.collect(body),
    reply: showing(userShape, {
      status: 201,
      location: (created) => `/api/v1/users/${created.id}`,
    }),
  }),
  bind('users.get', ['GET /users/{id}'], {
    at: { user },
    decode: readingFor(userShape),
    reply: showing(userShape),
  }),
  bind('users.update', ['PUT /users/{id}', 'PATCH /users/{id}'], {
    at: { user },
    body: userChanges,
    decode: ({ body }) => {
      const { fields: changes, found } = userChanges.collect(body);
      return { changes, found };
    },
    reply: showing(userShape),
  }),
  bind('users.delete', ['DELETE /users/{id}'], {
    at: { user },
    reply: saying({ success: true, message: 'User deleted' }),
  }),
];
