import { inAll, type Said } from '../support/said';

// The requests of seeds 002 and 003 with the bodies beside them. Nobody knows users 457 and 1: ids of another form are
// left to be filled in.

const http = (line: string, body?: string): string => (body === undefined ? line : `${line}\n\n${body}`);

const gone = (id: number): Record<string, Said> => ({
  rest: [`DELETE /api/users/${id}`, null],
  colon: ['POST /users:destroy?id={{user_ulid}}', null],
  rails: [`DELETE /api/v1/users/${id}`, null],
  laravel: [`DELETE /api/admin/users/${id}`, null],
  flask: ['DELETE /form/api/v1/user/users/{{user_hex_id}}', null],
});

const jane = { email: 'jane.smith@example.com' };
const janeByName = { username: 'jane.smith', ...jane };
const open = { password: '{{new_user_password}}' };

test.each<[string, Record<string, Said>]>([
  [
    http('POST /api/v1/users', '{ "name": "Jane Smith", "email": "jane.smith@example.com", "role": "user" }'),
    {
      rest: ['POST /api/users', { ...janeByName, ...open }, 'name'],
      colon: ['POST /users:create', { ...janeByName, ...open, role: 'user' }, 'name'],
      rails: ['POST /api/v1/users', { name: 'Jane Smith', ...jane, role: 'user' }],
      laravel: [
        'POST /api/admin/users',
        { name: 'Jane Smith', ...jane, ...open, role_id: 2, phone_number: '{{new_user_phone_number}}' },
      ],
      flask: [
        'POST /form/api/v1/user/users',
        { ...janeByName, user_type: 'employee', ...open, roles: ['user'] },
        'name',
      ],
    },
  ],
  [
    http('PUT /api/v1/users/457', '{ "name": "Jane Doe", "role": "admin" }'),
    {
      rest: ['PUT /api/users/457/roles', { roles: ['admin'] }, 'name'],
      colon: ['POST /users:update?id={{user_ulid}}', { role: 'admin' }, 'name'],
      rails: ['PUT /api/v1/users/457', { name: 'Jane Doe', role: 'admin' }],
      laravel: ['PUT /api/admin/users/457', { name: 'Jane Doe', role_id: 1 }],
      flask: ['PUT /form/api/v1/user/users/{{user_hex_id}}', { roles: ['admin'] }, 'name'],
    },
  ],
  [http('DELETE /api/v1/users/457'), gone(457)],
])('seed 002: %s', async (text, expected) => {
  expect(await inAll(text)).toEqual(expected);
});

const john = { email: 'john@example.com' };
const johnByName = { username: 'john', ...john };
const renamed = { email: 'john.updated@example.com' };

test.each<[string, Record<string, Said>]>([
  [
    http('GET /api/admin/users'),
    {
      rest: ['GET /api/users', null],
      colon: ['GET /users:list', null, 'limit'],
      rails: ['GET /api/v1/users', null],
      laravel: ['GET /api/admin/users', null],
      flask: ['GET /form/api/v1/user/users', null],
    },
  ],
  [
    http(
      'POST /api/admin/users',
      '{ "name": "John Doe", "email": "john@example.com", "password": "password123", "role_id": 1, "phone_number": "1234567890" }',
    ),
    {
      rest: [
        'POST /api/users',
        { ...johnByName, password: 'password123' },
        'name',
        'phone_number',
        'role_id',
      ],
      colon: [
        'POST /users:create',
        { ...johnByName, ...open, role: 'admin' },
        'name',
        'password',
        'phone_number',
      ],
      rails: ['POST /api/v1/users', { name: 'John Doe', ...john, role: 'admin' }, 'password', 'phone_number'],
      laravel: [
        'POST /api/admin/users',
        { name: 'John Doe', ...john, password: 'password123', role_id: 1, phone_number: '1234567890' },
      ],
      flask: [
        'POST /form/api/v1/user/users',
        {
          ...johnByName,
          user_type: 'employee',
          password: 'password123',
          mobile: '1234567890',
          roles: ['admin'],
        },
        'name',
      ],
    },
  ],
  [
    http('GET /api/admin/users/1'),
    {
      rest: ['GET /api/users/1', null],
      colon: ['GET /users:get?id={{user_ulid}}', null],
      rails: ['GET /api/v1/users/1', null],
      laravel: ['GET /api/admin/users/1', null],
      flask: ['GET /form/api/v1/user/users/{{user_hex_id}}', null],
    },
  ],
  [
    http(
      'PUT /api/admin/users/1',
      '{ "name": "John Doe Updated", "email": "john.updated@example.com", "role_id": 2, "phone_number": "0987654321" }',
    ),
    {
      rest: ['PUT /api/users/1', renamed, 'name', 'phone_number', 'role_id'],
      colon: ['POST /users:update?id={{user_ulid}}', { ...renamed, role: 'user' }, 'name', 'phone_number'],
      rails: ['PUT /api/v1/users/1', { name: 'John Doe Updated', ...renamed, role: 'user' }, 'phone_number'],
      laravel: [
        'PUT /api/admin/users/1',
        { name: 'John Doe Updated', ...renamed, role_id: 2, phone_number: '0987654321' },
      ],
      flask: [
        'PUT /form/api/v1/user/users/{{user_hex_id}}',
        { ...renamed, mobile: '0987654321', roles: ['user'] },
        'name',
      ],
    },
  ],
  [http('DELETE /api/admin/users/1'), gone(1)],
])('seed 003: %s', async (text, expected) => {
  expect(await inAll(text)).toEqual(expected);
});
