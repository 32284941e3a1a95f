import { useApi } from '../../http/api';
import { movableClock } from '../../http/movable-clock';
import { inJson, told } from '../manners';

const clock = movableClock('2025-03-07T12:00:00.987Z');
const api = useApi({ clock });

const ADMIN =
  '{"id":1,"name":"admin","email":"admin@example.com","role":"admin","created_at":"2025-03-07T12:00:00Z","updated_at":"2025-03-07T12:00:00Z","status":"active"}';

const jane = (name: string, role: string, updatedAt: string, status = 'active') =>
  `{"id":2,"name":"${name}","email":"jane.smith@example.com","role":"${role}","created_at":"2025-03-07T12:05:00Z","updated_at":"${updatedAt}","status":"${status}"}`;

test('a user from its creation to its end, every answer to the byte', async () => {
  clock.set('2025-03-07T12:05:00.123Z');
  const created = await api.ask('POST /api/v1/users', {
    body: { name: '  Jane Smith ', email: ' jane.smith@example.com', password: 'ignored', id: 9 },
  });
  const JANE = jane('Jane Smith', 'user', '2025-03-07T12:05:00Z');
  expect(told(created)).toBe(inJson(201, JANE));
  expect(created.headers['location']).toBe('/api/v1/users/2');

  expect(told(await api.ask('GET /api/v1/users/2'))).toBe(inJson(200, JANE));
  expect(told(await api.ask('GET /api/v1/users'))).toBe(inJson(200, `[${ADMIN},${JANE}]`));

  clock.set('2025-03-07T12:10:00Z');
  const body = { name: 'Jane Doe', role: 'admin' };
  const PROMOTED = jane('Jane Doe', 'admin', '2025-03-07T12:10:00Z');
  expect(told(await api.ask('PUT /api/v1/users/2', { body }))).toBe(inJson(200, PROMOTED));

  clock.set('2025-03-07T12:15:00Z');
  const unchanged = [{ body }, { body: {} }, { body: { role: ' ', status: '', x: 1 } }, {}];
  for (const asking of unchanged) {
    expect(told(await api.ask('PATCH /api/v1/users/2', asking))).toBe(inJson(200, PROMOTED));
  }

  const demoted = await api.ask('PATCH /api/v1/users/2', { body: { role: 'editor', status: 'inactive' } });
  const DEMOTED = jane('Jane Doe', 'editor', '2025-03-07T12:15:00Z', 'inactive');
  expect(told(demoted)).toBe(inJson(200, DEMOTED));
  expect(told(await api.ask('GET /api/v1/users?status=inactive'))).toBe(inJson(200, `[${DEMOTED}]`));

  expect(told(await api.ask('DELETE /api/v1/users/2'))).toBe(
    inJson(200, '{"success":true,"message":"User deleted"}'),
  );
  expect((await api.ask('GET /api/v1/users/2')).status).toBe(404);
  expect(told(await api.ask('GET /api/v1/users?status=inactive'))).toBe(inJson(200, '[]'));
});

const recordOf = async (id: number): Promise<Record<string, unknown>> =>
  (await api.ask(`GET /api/directory/${id}`)).json as Record<string, unknown>;

const create = async (body: Record<string, unknown>): Promise<number> => {
  const answer = await api.ask('POST /api/v1/users', { body });
  expect([answer.status, answer.text]).toEqual([201, answer.text]);
  return (answer.json as { id: number }).id;
};

test('a new user has the defaults, a username made from its email, and no password', async () => {
  const id = await create({ name: 'Zoë', email: 'Zo.E+Tag@example.com', role: '', status: ' ' });
  expect(await recordOf(id)).toMatchObject({
    username: 'zo.etag',
    name: 'Zoë',
    email: 'Zo.E+Tag@example.com',
    phone: null,
    roles: ['user'],
    status: 'active',
    can_write: true,
    has_password: false,
  });
  const other = await create({ name: 'Zoë', email: 'zo.etag@other.example' });
  expect(await recordOf(other)).toMatchObject({ username: 'zo.etag1' });
});

test('it signs in with a password once an administrator has set one', async () => {
  const id = await create({ name: 'Ann', email: 'ann@example.com', password: 'password-1' });
  const signIn = () =>
    api.server.ask('POST /api/auth/login', { body: { email: 'ann@example.com', password: 'password-1' } });
  expect((await signIn()).status).toBe(401);
  expect((await api.ask(`PUT /api/users/${id}`, { body: { password: 'password-1' } })).status).toBe(200);
  expect((await signIn()).status).toBe(200);
});

test('a role that is written replaces the whole set', async () => {
  const { id } = await api.server.user({ username: 'many', roles: ['editor', 'publisher', 'admin'] });
  expect((await api.ask(`GET /api/v1/users/${id}`)).json).toMatchObject({ name: 'many', role: 'admin' });
  expect((await api.ask(`PUT /api/v1/users/${id}`, { body: { role: 'user' } })).json).toMatchObject({
    role: 'user',
  });
  expect(await recordOf(id)).toMatchObject({ roles: ['user'] });
});

test('inactive is suspended: its sessions and tokens end', async () => {
  const { id } = await api.server.user({ username: 'gone' });
  const token = await api.server.token(id);
  expect((await api.server.ask(`GET /api/v1/users/${id}`, { token })).status).toBe(200);
  await api.ask(`PUT /api/v1/users/${id}`, { body: { status: 'inactive' } });
  expect((await api.server.ask(`GET /api/v1/users/${id}`, { token })).status).toBe(401);
  expect(await recordOf(id)).toMatchObject({ status: 'suspended' });
  const { rows } = await api.server.database.pool.query(
    'select action, dialect, binding from audit_entries where target_id = $1 order by id desc limit 1',
    [String(id)],
  );
  expect(rows).toEqual([{ action: 'users.suspend', dialect: 'rails', binding: 'PUT /api/v1/users/{id}' }]);
});
