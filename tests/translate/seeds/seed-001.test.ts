import { HEX, inAll, type Said, ULID } from '../support/said';

// The requests of seed 001 as they stand there. The directory knows user 2 by all of its ids.

const http = (line: string, body?: string): string =>
  `${line}\nAuthorization: Bearer your_token_here${body === undefined ? '' : `\nContent-Type: application/json\n\n${body}`}`;

const FLASK = `/form/api/v1/user/users/${HEX}`;
const COLON = `?id=${ULID}`;
const NO = (operation: string, ...lost: string[]): Said => [null, null, ...[...lost, operation].sort()];

const NEW =
  '{ "username": "newuser", "email": "newuser@example.com", "password": "securepassword123", "status": "active" }';
const CHANGES =
  '{ "username": "updateduser", "email": "updated@example.com", "password": "newpassword456", "status": "active" }';
const email = 'newuser@example.com';
const password = 'securepassword123';

const LISTED: Record<string, Said> = {
  rest: ['GET /api/users', null],
  // Its pages are what it gives, 15 rows each: nobody can ask it for everything.
  colon: ['GET /users:list', null, 'limit'],
  rails: ['GET /api/v1/users', null],
  laravel: ['GET /api/admin/users', null],
  flask: ['GET /form/api/v1/user/users', null],
};

const CREATED: Record<string, Said> = {
  rest: ['POST /api/users', { username: 'newuser', email, password, status: 'active' }],
  // It asks for an upper-case letter, and for a role.
  colon: [
    'POST /users:create',
    { username: 'newuser', email, password: '{{new_user_password}}', role: 'user' },
    'password',
  ],
  rails: ['POST /api/v1/users', { name: 'newuser', email, status: 'active' }, 'password', 'username'],
  laravel: [
    'POST /api/admin/users',
    { name: 'newuser', email, password, role_id: 2, phone_number: '{{new_user_phone_number}}' },
    'username',
  ],
  flask: [
    'POST /form/api/v1/user/users',
    { username: 'newuser', email, user_type: 'employee', password, is_active: true },
  ],
};

const GOT: Record<string, Said> = {
  rest: ['GET /api/users/2', null],
  colon: [`GET /users:get${COLON}`, null],
  rails: ['GET /api/v1/users/2', null],
  laravel: ['GET /api/admin/users/2', null],
  flask: [`GET ${FLASK}`, null],
};

const updated = { username: 'updateduser', email: 'updated@example.com', password: 'newpassword456' };
const UPDATED: Record<string, Said> = {
  rest: ['PUT /api/users/2', { ...updated, status: 'active' }],
  colon: [`POST /users:update${COLON}`, { email: updated.email }, 'password', 'status', 'username'],
  rails: ['PUT /api/v1/users/2', { email: updated.email, status: 'active' }, 'password', 'username'],
  laravel: ['PUT /api/admin/users/2', { email: updated.email }, 'password', 'status', 'username'],
  flask: [`PUT ${FLASK}`, { ...updated, is_active: true }],
};

const DELETED: Record<string, Said> = {
  rest: ['DELETE /api/users/2', null],
  colon: [`POST /users:destroy${COLON}`, null],
  rails: ['DELETE /api/v1/users/2', null],
  laravel: ['DELETE /api/admin/users/2', null],
  flask: [`DELETE ${FLASK}`, null],
};

test.each<[string, Record<string, Said>]>([
  [http('GET /api/users'), LISTED],
  [http('POST /api/users', NEW), CREATED],
  [http('GET /api/users/2'), GOT],
  [http('PUT /api/users/2', CHANGES), UPDATED],
  [
    http('POST /api/users/2/suspend'),
    {
      rest: ['POST /api/users/2/suspend', null],
      colon: NO('users.suspend', 'status'),
      rails: ['PUT /api/v1/users/2', { status: 'inactive' }],
      laravel: NO('users.suspend', 'status'),
      flask: [`PUT ${FLASK}`, { is_active: false }],
    },
  ],
  [
    http('POST /api/users/2/unsuspend'),
    {
      rest: ['POST /api/users/2/unsuspend', null],
      colon: NO('users.unsuspend', 'status'),
      rails: ['PUT /api/v1/users/2', { status: 'active' }],
      laravel: NO('users.unsuspend', 'status'),
      flask: [`PUT ${FLASK}`, { is_active: true }],
    },
  ],
  [http('DELETE /api/users/2'), DELETED],
  [http('GET /api/users/list'), LISTED],
  [http('POST /api/users/create', NEW), CREATED],
  [http('GET /api/users/get/2'), GOT],
  [http('PUT /api/users/update/2', CHANGES), UPDATED],
  [http('DELETE /api/users/delete/2'), DELETED],
])('%s', async (text, expected) => {
  expect(await inAll(text)).toEqual(expected);
});
