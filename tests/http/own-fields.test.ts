import { startTestServer, type TestServer } from '../support/test-server';

let server: TestServer;
let token: string;
let id: number;
beforeAll(async () => {
  server = await startTestServer();
  id = (await server.user({ username: 'plain' })).id;
  token = await server.token(id);
});
afterAll(() => server.stop());

// Permission comes before validation: who may not set a field is not told what is wrong with it.
test.each([
  ['a name of the wrong type', { username: 5 }, 403, 'Forbidden'],
  ['an unknown status', { status: 'frozen' }, 403, 'Forbidden'],
  ['a short password', { password: 'x' }, 403, 'Forbidden'],
  ['a name beside a bad email', { username: 'x', email: 'bad' }, 403, 'Forbidden'],
  ['a bad email alone', { email: 'bad' }, 400, 'email must be a valid email address'],
  ['unknown fields beside a bad email', { id: 7, email: 'bad' }, 400, 'email must be a valid email address'],
])("%s in one's own record", async (_what, body, status, text) => {
  for (const path of [`/api/users/${id}`, `/api/users/update/${id}`]) {
    const answer = await server.ask(`PUT ${path}`, { token, body });
    expect({ status: answer.status, text: answer.text }).toEqual({ status, text });
  }
});

test('an update of the status is told as the suspend that it is', async () => {
  const admin = await server.user({ username: 'boss', roles: ['admin'] });
  const adminToken = await server.token(admin.id);
  const target = await server.user({ username: 'target' });
  const put = (body: unknown) => server.ask(`PUT /api/users/${target.id}`, { token: adminToken, body });
  await put({ status: 'suspended' });
  await put({ status: 'active', email: 'other@example.com' });
  const { rows } = await server.database.pool.query(
    "select action from audit_entries where target_type = 'user' and target_id = $1 order by id",
    [String(target.id)],
  );
  expect(rows.map((row) => row.action)).toEqual([
    'users.create',
    'users.suspend',
    'users.update',
    'users.unsuspend',
  ]);
});
