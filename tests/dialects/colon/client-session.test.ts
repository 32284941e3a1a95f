import { join } from 'node:path';
import { movableClock } from '../../http/movable-clock';
import { startTestServer, type TestServer } from '../../support/test-server';
import { readTranscripts } from '../../transcripts/transcript';
import { error, line, told } from './colon';

/** The document's requests, with `$ULID` as the document prints it. */
const examples = readTranscripts(join(__dirname, '..', '..', 'transcripts', 'seed-000'));

const ADMIN = '01KGXRKR6J9NF6NAB1A1HY4PZQ';
const NEW_USER = '01KH1K9G4KPG10BEV0PNTMYNWJ';

const clock = movableClock('2026-02-08T04:36:57Z');
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ clock });
});
afterAll(() => server.stop());

// The one thing that a client cannot do: ids are given at random, and the document has its own.
const setUlid = (username: string, ulid: string) =>
  server.database.pool.query('update users set ulid = $2 where username = $1', [username, ulid]);

const signIn = async (time: string, username: string, password: string): Promise<string> => {
  clock.set(time);
  const answer = await server.ask('POST /auth:login', { body: { username, password } });
  expect(answer.status).toBe(200);
  return (answer.json as { access_token: string }).access_token;
};

test('a client begins with an empty directory and sends the requests of seed 000 in their order', async () => {
  await server.user({ username: 'admin', roles: ['admin'], password: 'Admin-password-1' });
  await setUlid('admin', ADMIN);
  const first = await signIn('2026-02-09T16:20:40Z', 'admin', 'Admin-password-1');
  const moved = await server.ask('POST /auth:me', { token: first, body: { email: 'newemail@example.com' } });
  expect(moved.status).toBe(200);

  const [create] = examples;
  clock.set('2026-02-09T16:20:56Z');
  const made = await server.ask('POST /users:create', { token: first, raw: create?.body ?? '' });
  expect(made).toMatchObject({ status: 201, json: { message: 'user created successfully' } });
  await setUlid('newuser', NEW_USER);
  await signIn('2026-02-09T16:20:57Z', 'newuser', 'UserPass123#');

  const token = await signIn('2026-02-09T16:21:02Z', 'admin', 'Admin-password-1');
  for (const { at, spellings, headers, body, answer: expected } of examples) {
    clock.set(at);
    const { Authorization: _placeholder, ...others } = headers;
    const asking = { token, headers: others, ...(body !== undefined && { raw: body }) };
    const answer = await server.ask(spellings[0]?.line ?? '', asking);
    expect([answer.status, answer.headers['content-type'], answer.text]).toEqual([
      expected.status,
      expected.mediaType,
      expected.body,
    ]);
  }
  expect(examples).toHaveLength(7);

  const gone = await server.ask(`GET /users:get?id=${NEW_USER}`, { token });
  expect(told(gone)).toBe(error(404, 'user not found', 'USER_NOT_FOUND'));
  const left = await server.ask('GET /users:list', { token });
  expect((left.json as { users: { id: string }[] }).users.map(({ id }) => id)).toEqual([ADMIN]);
  const again = await server.ask('POST /auth:login', {
    body: { username: 'newuser', password: 'UserPass123#' },
  });
  expect(told(again)).toBe(line(401, { code: 401, error: 'invalid credentials' }));
});
