import { unique, useApi } from './api';

const api = useApi();

/** Names that a client may try to write by: columns, keys of other dialects, and what such APIs often call them. */
const FORBIDDEN = [
  'id',
  'ulid',
  'hex_id',
  'uuid',
  'username_canonical',
  'email_canonical',
  'name',
  'display_name',
  'phone',
  'phone_number',
  'mobile',
  'role',
  'Role',
  'roles',
  'role_id',
  'role_ids',
  'permissions',
  'is_admin',
  'isAdmin',
  'admin',
  'superadmin',
  'user_type',
  'employee_id',
  'employee_id_canonical',
  'can_write',
  'canWrite',
  'password_hash',
  'passwordHash',
  'password_changed_at',
  'password_expires_at',
  'otp_closed_until',
  'phone_canonical',
  'has_password',
  'must_change_password',
  'suspension',
  'suspended_until',
  'suspended_at',
  'suspended_by',
  'lock',
  'lock_cause',
  'locked',
  'locked_until',
  'locked_by',
  'failed_sign_ins',
  'failed_logins',
  'failed_login_attempts',
  'otp_resends',
  'otp_resend_count',
  'session_epoch',
  'token_version',
  'last_login',
  'last_sign_in_at',
  'created_at',
  'createdAt',
  'updated_at',
  'deleted_at',
  'deletedAt',
  'version',
  'is_active',
  'is_email_verified',
  'email_verified',
  'user',
  'fields',
  'changes',
  '$set',
];

/** Values that some code takes for an order, and those that slip through a check for truth. */
const HOSTILE: Readonly<Record<string, (name: string) => unknown>> = {
  'a number': () => 77,
  'a role': () => 'superadmin',
  'a list of roles': () => ['superadmin', 1, 3],
  'a time': () => '2001-01-01T00:00:00Z',
  true: () => true,
  null: () => null,
  zero: () => 0,
  'an empty text': () => '',
  false: () => false,
  'an object': (name) => ({ [name]: 1, role: 'superadmin' }),
};

const extras = (made: (name: string) => unknown): Record<string, unknown> =>
  Object.fromEntries(FORBIDDEN.map((name) => [name, made(name)]));

const rowOf = async (id: number): Promise<Record<string, unknown>> => {
  const { rows } = await api.server.database.pool.query(
    `select to_jsonb(u) || jsonb_build_object('roles',
       (select array_agg(role_id order by role_id) from user_roles where user_id = u.id)) as row
     from users u where id = $1`,
    [id],
  );
  return rows[0]?.row;
};

/** Columns that differ from user to user: who it is, and when it was made. */
const OWN = new Set([
  'id',
  'ulid',
  'hex_id',
  'username',
  'username_canonical',
  'email',
  'email_canonical',
  'search_text',
  'password_hash',
  'password_changed_at',
  'created_at',
  'updated_at',
]);

const shared = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([column]) => !OWN.has(column)));

const create = async (more: Record<string, unknown> = {}) => {
  const username = unique('user');
  const body = { ...more, username, email: `${username}@example.com`, password: 'password-1' };
  const answer = await api.ask('POST /api/users', { body });
  expect(answer.status).toBe(201);
  return rowOf((answer.json as { id: number }).id);
};

describe.each(Object.entries(HOSTILE))('unknown keys with %s', (_what, made) => {
  test('reach no column of a new user', async () => {
    const plain = await create();
    const tried = await create(extras(made));
    expect(shared(tried)).toEqual(shared(plain));
    expect(Number(tried['id'])).toBe(Number(plain['id']) + 1);
    expect(Date.parse(String(tried['created_at']))).toBeGreaterThan(Date.now() - 60_000);
    expect(tried['password_hash']).toMatch(/^\$2b\$/);
  });

  test('change no column of a user', async () => {
    const before = await create();
    const answer = await api.ask(`PUT /api/users/${before['id']}`, { body: extras(made) });
    expect(answer.status).toBe(200);
    expect(await rowOf(Number(before['id']))).toEqual(before);
  });

  test('do nothing for somebody who may only set its own email', async () => {
    const user = await api.server.user({ username: unique('user') });
    const token = await api.server.token(user.id);
    const before = await rowOf(user.id);
    const answer = await api.ask(`PUT /api/users/${user.id}`, { token, body: extras(made) });
    expect(answer.status).toBe(200);
    expect(await rowOf(user.id)).toEqual(before);
  });
});

test('the names of the list are no less than the columns there are', async () => {
  const { rows } = await api.server.database.pool.query(
    "select column_name from information_schema.columns where table_name = 'users'",
  );
  const writable = ['username', 'email', 'status', 'suspended_reason', 'search_text', 'name_canonical'];
  const covered = new Set([...FORBIDDEN, ...writable]);
  expect(rows.map((row) => row['column_name']).filter((column) => !covered.has(column))).toEqual([]);
});
