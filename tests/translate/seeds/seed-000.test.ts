import { inAll, type Said } from '../support/said';

// The curl lines of seed 000 as they stand there. `$ULID` names somebody whom nobody has looked up: it stays to be filled in.

const curl = (
  method: string,
  path: string,
  body = '',
): string => `curl -s -X ${method} "http://localhost:6006${path}" \\
    -H "Authorization: Bearer $ACCESS_TOKEN" ${
      body &&
      `\\
    -H "Content-Type: application/json" \\
    -d '
      ${body}
    '`
    } | jq .`;

const NEW = { username: 'newuser', email: 'newuser@example.com', password: 'UserPass123#' };
const EMAIL = { email: 'updateduser@example.com' };
const NO = (operation: string, ...lost: string[]): Said => [null, null, ...lost, operation];

test.each<[string, string, Record<string, Said>]>([
  [
    'Create New User',
    curl(
      'POST',
      '/users:create',
      '{ "username": "newuser", "email": "newuser@example.com", "password": "UserPass123#", "role": "user" }',
    ),
    {
      rest: ['POST /api/users', NEW],
      colon: ['POST /users:create', { ...NEW, role: 'user' }],
      rails: [
        'POST /api/v1/users',
        { name: 'newuser', email: NEW.email, role: 'user' },
        'password',
        'username',
      ],
      laravel: [
        'POST /api/admin/users',
        {
          name: 'newuser',
          email: NEW.email,
          password: NEW.password,
          role_id: 2,
          phone_number: '{{new_user_phone_number}}',
        },
        'username',
      ],
      flask: ['POST /form/api/v1/user/users', { ...NEW, user_type: 'employee', roles: ['user'] }],
    },
  ],
  [
    'List All Users',
    curl('GET', '/users:list'),
    {
      rest: ['GET /api/users?limit=15', null],
      colon: ['GET /users:list?limit=15', null],
      rails: ['GET /api/v1/users?limit=15', null],
      laravel: ['GET /api/admin/users?limit=15', null],
      flask: ['GET /form/api/v1/user/users?limit=15', null],
    },
  ],
  [
    'Get Specific User by ID',
    curl('GET', '/users:get?id=$ULID'),
    {
      rest: ['GET /api/users/{{ULID}}', null],
      colon: ['GET /users:get?id={{ULID}}', null],
      rails: ['GET /api/v1/users/{{ULID}}', null],
      laravel: ['GET /api/admin/users/{{ULID}}', null],
      flask: ['GET /form/api/v1/user/users/{{ULID}}', null],
    },
  ],
  [
    'Update User',
    curl('POST', '/users:update?id=$ULID', '{ "email": "updateduser@example.com", "role": "admin" }'),
    {
      rest: ['PUT /api/users/{{ULID}}', EMAIL, 'role'],
      colon: ['POST /users:update?id={{ULID}}', { ...EMAIL, role: 'admin' }],
      rails: ['PUT /api/v1/users/{{ULID}}', { ...EMAIL, role: 'admin' }],
      laravel: ['PUT /api/admin/users/{{ULID}}', { ...EMAIL, role_id: 1 }],
      flask: ['PUT /form/api/v1/user/users/{{ULID}}', { ...EMAIL, roles: ['admin'] }],
    },
  ],
  [
    'Reset User Password (the seed leaves new_password out)',
    curl(
      'POST',
      '/users:update?id=$ULID',
      '{ "action": "reset_password", "password": "NewSecurePassword123#" }',
    ),
    {
      rest: ['PUT /api/users/{{ULID}}', { password: '{{user_new_password}}' }],
      colon: [
        'POST /users:update?id={{ULID}}',
        { action: 'reset_password', new_password: '{{user_new_password}}' },
      ],
      rails: NO('users.update', 'password'),
      laravel: NO('users.update', 'password'),
      flask: ['PUT /form/api/v1/user/users/{{ULID}}', { password: '{{user_new_password}}' }],
    },
  ],
  [
    'Revoke All User Sessions',
    curl('POST', '/users:update?id=$ULID', '{ "action": "revoke_sessions" }'),
    {
      rest: ['DELETE /api/users/{{ULID}}/sessions', null],
      colon: ['POST /users:update?id={{ULID}}', { action: 'revoke_sessions' }],
      rails: NO('users.endSessions'),
      laravel: NO('users.endSessions'),
      flask: NO('users.endSessions'),
    },
  ],
  [
    'Delete User Account',
    curl('POST', '/users:destroy?id=$ULID'),
    {
      rest: ['DELETE /api/users/{{ULID}}', null],
      colon: ['POST /users:destroy?id={{ULID}}', null],
      rails: ['DELETE /api/v1/users/{{ULID}}', null],
      laravel: ['DELETE /api/admin/users/{{ULID}}', null],
      flask: ['DELETE /form/api/v1/user/users/{{ULID}}', null],
    },
  ],
])('%s', async (_name, text, expected) => {
  expect(await inAll(text)).toEqual(expected);
});
