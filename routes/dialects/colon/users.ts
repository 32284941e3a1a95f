import type { Page } from '../../../src/domain/paging';
import type { User } from '../../../src/domain/user';
import type { ListUsersInput, Operations, UserList } from '../../../src/operations/contract';
import { bind } from '../../binding';
import { fieldsOfPart, looksAt, shape } from '../../codec/fields';
import { saying, showing } from '../../codec/reply';
import { readingFor } from '../../codec/user-fields';
import { roleFilter } from '../../codec/user-filters';
import { inQuery } from '../../locator';
import type { WireRequest } from '../../wire';
import { decodePage, PAGE_QUERY, showingPage } from './ulid-page';
import { changes, decodeChanges, decodeNewUser, decodeReset } from './user-body';
import { userShape } from './user-shape';

const { read: readRole, ...ROLE_PARAMETER } = roleFilter('primaryRole');

const reads = looksAt(userShape);

const decodeList = (request: WireRequest): ListUsersInput => ({
  ...decodePage(request),
  filter: request.query['role'] === '' ? {} : readRole(request),
  order: { by: 'ulid', descending: false },
  counted: false,
  ...(reads && { reads }),
});

/** The page of a list that was asked for with a limit, as every one is here. */
const pageOf = (list: UserList): Page<User> => {
  if (list.kind === 'all') throw new Error('a page was asked for and everything came');
  return list.page;
};

const withMessage = (message: string, status = 200) => ({ status, under: 'user', beside: { message } });

const endedShape = shape<Operations['users.endSessions']['output']>(
  fieldsOfPart(userShape, ({ user }) => user),
  userShape.title,
);

const at = { user: inQuery('id', 'ulid') };
const floor = 'administrators';

/** Whatever is done to one user, by administrators alone and to nobody's own account. */
const onAnother = { at, floor, refusesOneself: true } as const;

/** Seed 000: users, for administrators. One URL carries three operations, told apart by the body's `action`. */
export const users = [
  bind('users.list', ['GET /users:list'], {
    floor,
    query: [...PAGE_QUERY, ROLE_PARAMETER],
    decode: decodeList,
    reply: showingPage(userShape, 'users', pageOf),
  }),
  bind('users.get', ['GET /users:get'], {
    at,
    floor,
    decode: readingFor(userShape),
    reply: showing(userShape, { under: 'user' }),
  }),
  bind('users.create', ['POST /users:create'], {
    floor,
    body: decodeNewUser,
    decode: ({ body }) => ({ fields: decodeNewUser(body) }),
    reply: showing(userShape, withMessage('user created successfully', 201)),
  }),
  bind('users.update', ['POST /users:update'], {
    ...onAnother,
    body: changes,
    decode: ({ body }) => ({ changes: decodeChanges(body) }),
    reply: showing(userShape, withMessage('user updated successfully')),
  }),
  bind('users.update', ['POST /users:update'], {
    ...onAnother,
    when: { field: 'action', equals: 'reset_password' },
    body: decodeReset,
    decode: ({ body }) => ({ changes: decodeReset(body) }),
    reply: showing(userShape, withMessage('password reset successfully')),
  }),
  bind('users.endSessions', ['POST /users:update'], {
    ...onAnother,
    when: { field: 'action', equals: 'revoke_sessions' },
    reply: showing(endedShape, withMessage('all sessions revoked successfully')),
  }),
  bind('users.delete', ['POST /users:destroy'], {
    ...onAnother,
    reply: saying({ message: 'user deleted successfully' }),
  }),
];
