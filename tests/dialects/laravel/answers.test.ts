import { useApi } from '../../http/api';
import { movableClock } from '../../http/movable-clock';
import { inJson, told } from '../manners';

const clock = movableClock('2024-01-20T12:00:00.987Z');
const api = useApi({ clock });

const ADMIN =
  '{"id":1,"name":"admin","email":"admin@example.com","role_id":1,"phone_number":"","created_at":"2024-01-20T12:00:00.987000Z","updated_at":"2024-01-20T12:00:00.987000Z","role":{"id":1,"name":"admin"}}';

const JOHN =
  '{"id":2,"name":"John Doe","email":"john@example.com","role_id":6,"phone_number":"1234567890","created_at":"2024-01-20T12:05:00.123000Z","updated_at":"2024-01-20T12:05:00.123000Z"}';

const UPDATED =
  '{"id":2,"name":"John Doe Updated","email":"john.updated@example.com","role_id":1,"phone_number":"0987654321","created_at":"2024-01-20T12:05:00.123000Z","updated_at":"2024-01-20T12:10:00.000000Z"}';

const withRole = (user: string, id: number, name: string): string =>
  user.replace(/}$/, `,"role":{"id":${id},"name":"${name}"}}`);

const wrote = (verb: string, user: string): string =>
  `{"status":"success","message":"User ${verb} successfully","user":${user}}`;

test('a user from its creation to its end, every answer to the byte', async () => {
  clock.set('2024-01-20T12:05:00.123Z');
  const created = await api.ask('POST /api/admin/users', {
    body: {
      phone_number: ' 1234567890 ',
      role_id: ' 6 ',
      password: 'password123',
      email: ' john@example.com ',
      name: ' John Doe\t',
    },
  });
  expect(told(created)).toBe(inJson(201, wrote('created', JOHN)));

  const READ = withRole(JOHN, 6, 'editor');
  expect(told(await api.ask('GET /api/admin/users/2'))).toBe(
    inJson(200, `{"status":"success","user":${READ}}`),
  );
  expect(told(await api.ask('GET /api/admin/users'))).toBe(
    inJson(200, `{"status":"success","users":[${ADMIN},${READ}]}`),
  );
  expect(told(await api.ask('GET /api/admin/users?limit=1&sort=-id'))).toBe(
    inJson(200, `{"status":"success","users":[${READ}]}`),
  );

  clock.set('2024-01-20T12:10:00Z');
  const body = {
    name: 'John Doe Updated',
    email: 'john.updated@example.com',
    role_id: 1,
    phone_number: '0987654321',
  };
  const updated = inJson(200, wrote('updated', UPDATED));
  expect(told(await api.ask('PUT /api/admin/users/2', { body }))).toBe(updated);

  clock.set('2024-01-20T12:15:00Z');
  const blank = { name: ' ', email: '', role_id: '', phone_number: '\t' };
  for (const asking of [{ body }, { body: {} }, { body: blank }, { body: { password: 'x', z: 1 } }, {}]) {
    expect(told(await api.ask('PATCH /api/admin/users/2', asking))).toBe(updated);
  }

  expect(told(await api.ask('DELETE /api/admin/users/2'))).toBe(
    inJson(200, '{"status":"success","message":"User deleted successfully"}'),
  );
  expect((await api.ask('GET /api/admin/users/2')).status).toBe(404);
});

test('the table of roles', async () => {
  expect(told(await api.ask('GET /api/admin/roles'))).toBe(
    inJson(
      200,
      '{"status":"success","roles":[{"id":1,"name":"admin"},{"id":2,"name":"user"},{"id":3,"name":"superadmin"},{"id":4,"name":"readonly"},{"id":5,"name":"creator"},{"id":6,"name":"editor"},{"id":7,"name":"publisher"},{"id":8,"name":"deo"},{"id":9,"name":"general"}]}',
    ),
  );
});

const recordOf = async (id: number): Promise<Record<string, unknown>> =>
  (await api.ask(`GET /api/directory/${id}`)).json as Record<string, unknown>;

test('a new user has a username made from its email and everything that was given', async () => {
  const answer = await api.ask('POST /api/admin/users', {
    body: {
      name: 'Zoë',
      email: 'Zo.E+Tag@example.com',
      password: ' pass word ',
      role_id: '9',
      phone_number: '+4930',
    },
  });
  const { id } = (answer.json as { user: { id: number } }).user;
  expect(await recordOf(id)).toMatchObject({
    username: 'zo.etag',
    name: 'Zoë',
    email: 'Zo.E+Tag@example.com',
    phone: '+4930',
    roles: ['general'],
    status: 'active',
    has_password: true,
  });
  const signIn = (password: string) =>
    api.server.ask('POST /api/auth/login', { body: { username: 'zo.etag', password } });
  expect((await signIn(' pass word ')).status).toBe(200);
  expect((await signIn('pass word')).status).toBe(401);
});

test('a role that is written replaces the whole set; sessions end', async () => {
  const { id } = await api.server.user({ username: 'many', roles: ['editor', 'publisher', 'admin'] });
  const token = await api.server.token(id);
  expect((await api.server.ask('GET /api/admin/users', { token })).status).toBe(200);
  const answer = await api.ask(`PUT /api/admin/users/${id}`, { body: { role_id: 2 } });
  expect(answer.json).toMatchObject({ user: { role_id: 2 } });
  expect(await recordOf(id)).toMatchObject({ roles: ['user'] });
  expect((await api.server.ask('GET /api/admin/users', { token })).status).toBe(403);
});

test('a password in an update is ignored', async () => {
  const { id } = await api.server.user({ username: 'keeps', password: 'password-1' });
  const body = { password: 'password-2' };
  expect((await api.ask(`PUT /api/admin/users/${id}`, { body })).status).toBe(200);
  const signIn = (password: string) =>
    api.server.ask('POST /api/auth/login', { body: { username: 'keeps', password } });
  expect((await signIn('password-2')).status).toBe(401);
  expect((await signIn('password-1')).status).toBe(200);
});

test('what is below /api/admin/tokens is another dialect', async () => {
  expect(told(await api.ask('GET /api/admin/tokens/999'))).toBe(
    '404 (text/plain; charset=utf-8) Token not found',
  );
  expect((await api.ask('GET /api/admin/tokens/1/x/y')).text).toBe('Not Found');
});
