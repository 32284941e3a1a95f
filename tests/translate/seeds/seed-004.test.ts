import { inAll, type Said } from '../support/said';

// The curl lines of seed 004 as they stand there, placeholders and shortened ids among them.

const AT = 'http://localhost:5000/form/api/v1/user';
const NO = (operation: string): Said => [null, null, operation];

test.each<[string, string, Record<string, Said>]>([
  [
    'POST /change-password',
    `curl -X POST ${AT}/change-password \\
     -H "Authorization: Bearer <token>" \\
     -H "Content-Type: application/json" \\
     -d '{"current_password": "123", "new_password": "456"}'`,
    {
      rest: ['POST /api/auth/password', { current_password: '123', new_password: '456' }],
      // It wants eight characters, and ends the session that asks as well.
      colon: ['POST /auth:me', { old_password: '123', password: '{{password}}' }, 'ends_all', 'new_password'],
      rails: NO('auth.changePassword'),
      laravel: NO('auth.changePassword'),
      flask: ['POST /form/api/v1/user/change-password', { current_password: '123', new_password: '456' }],
    },
  ],
  [
    'GET /users',
    `curl -X GET ${AT}/users \\
     -H "Authorization: Bearer <admin_token>"`,
    {
      rest: ['GET /api/users', null],
      colon: ['GET /users:list', null, 'limit'],
      rails: ['GET /api/v1/users', null],
      laravel: ['GET /api/admin/users', null],
      flask: ['GET /form/api/v1/user/users', null],
    },
  ],
  [
    'POST /unlock',
    `curl -X POST ${AT}/unlock \\
     -H "Authorization: Bearer <admin_token>" \\
     -H "Content-Type: application/json" \\
     -d '{"user_id": "607d..."}'`,
    {
      rest: ['POST /api/users/{{user_id}}/unlock', null],
      colon: NO('users.unlock'),
      rails: NO('users.unlock'),
      laravel: NO('users.unlock'),
      flask: ['POST /form/api/v1/user/users/{{user_hex_id}}/unlock', null],
    },
  ],
  [
    'GET /status',
    `curl -X GET ${AT}/status \\
     -H "Authorization: Bearer <token>"`,
    {
      rest: ['GET /api/auth/me', null],
      colon: ['GET /auth:me', null],
      rails: ['GET /api/v1/users/{{user_id}}', null],
      laravel: ['GET /api/admin/users/{{user_id}}', null],
      flask: ['GET /form/api/v1/user/status', null],
    },
  ],
])('%s', async (_name, text, expected) => {
  expect(await inAll(text)).toEqual(expected);
});
