import { startTestServer, type TestServer } from '../support/test-server';

const COMMON = '400 password is too common';
const CONTEXT = '400 password must not contain the username, the email address or the name of this service';
const PRESENT = 'correct horse battery';

let server: TestServer;
let token: string;

beforeAll(async () => {
  server = await startTestServer({ settings: { PASSWORD_PROFILE: 'strict' } });
  const admin = await server.user({ username: 'chief', password: PRESENT, roles: ['admin'] });
  token = await server.token(admin.id);
});

afterAll(() => server.stop());

const send = async (line: string, body: unknown): Promise<string> => {
  const { status, text } = await server.ask(line, { token, body });
  return status < 300 ? String(status) : `${status} ${text}`;
};

test.each([
  ['qwertyuiopasdfg', COMMON],
  ['Qwertyuiop-12345', COMMON],
  ['1q2w3e4r5t6y7u8i', COMMON],
  ['!QAZ2wsx#EDC4rfv', COMMON],
  ['aaaaaaaaaaaaaaa', COMMON],
  ['abcdefghijklmno', COMMON],
  ['123456789012345', COMMON],
  ['1 2 3 4 5 6 7 8 9', COMMON],
  ['r.o.s.t.e.r forever', CONTEXT],
  ['my ros-ter is long', CONTEXT],
  ['it is m-a-r-g-e now', CONTEXT],
  ['correct horse battery staple', '201'],
  ['tr0ub4dor & three more', '201'],
  ['vR7_qZk2mXw9-Lb4TyHd', '201'],
  ['a bistro sterling pays', '201'],
])('creating somebody called marge with %j: %s', async (password, expected) => {
  const user = { username: 'marge', email: 'm@example.com', password };
  expect(await send('POST /api/users', user)).toBe(expected);
  // Makes room for the next one.
  await server.database.pool.query('update users set deleted_at = now() where id > 1 and deleted_at is null');
});

test('a reset keeps to it as well', async () => {
  const { id } = await server.user({ username: 'reset', password: PRESENT });
  expect(await send(`PUT /api/users/${id}`, { password: 'qwertyuiopasdfg' })).toBe(COMMON);
  expect(await send(`PUT /api/users/${id}`, { password: 'tr0ub4dor & three more' })).toBe('200');
});
