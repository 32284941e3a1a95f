import { join } from 'node:path';
import { movableClock } from '../http/movable-clock';
import { report } from '../support/report';
import { startTestServer, type TestServer } from '../support/test-server';
import { replay, replaysOf } from './replay';
import { beginSeed004, PASSWORD, type Tokens } from './seed-004-state';
import { type Example, readTranscripts } from './transcript';

const examples = readTranscripts(join(__dirname, 'seed-004'));
const replays = replaysOf(examples);

const START = '2026-02-08T04:36:57Z';
const clock = movableClock(START);
let server: TestServer;
let tokens: Tokens;
let passed = 0;

beforeAll(async () => {
  server = await startTestServer({ clock });
});

beforeEach(async () => {
  clock.set(START);
  tokens = await beginSeed004(server);
});

afterAll(async () => {
  await server.stop();
  report(`seed 004: examples passed / total: ${passed} / ${replays.length}`);
});

/** The endpoints of the document, with what each promises under "Examples" and "Curl Command". */
const PROMISED: Readonly<Record<string, readonly string[]>> = {
  'POST /change-password': [
    'Correct Change',
    'Incorrect Current Password',
    'Weak New Password',
    'the command, with the passwords that its figures stand for',
  ],
  'GET /status': ['Profile Refresh', 'Role Verification', 'Token Validation'],
  'GET /users': ['Admin View', 'Regular User View', 'Filter Search'],
  'POST /unlock': ['Successful Unlock', 'User Not Found', 'Already Unlocked', 'the command'],
};

test('every example is there', () => {
  const titles = examples.map(({ title }) => title);
  for (const [endpoint, promises] of Object.entries(PROMISED))
    expect(titles).toEqual(expect.arrayContaining(promises.map((promise) => `${endpoint}: ${promise}`)));
  expect(replays).toHaveLength(18);
});

/** The example with tokens where the document has placeholders. */
const filled = ({ headers, ...example }: Example): Example => ({
  ...example,
  headers: Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Object.entries(tokens).reduce((text, [placeholder, token]) => text.replace(placeholder, token), value),
    ]),
  ),
});

test.each(replays)('$example.title ($line)', async ({ example, line }) => {
  await replay(server, clock, filled(example), line);
  passed += 1;
});

const run = (title: string): Promise<void> => {
  const found = replays.find(({ example }) => example.title === title);
  if (!found) throw new Error(`there is no example "${title}"`);
  return replay(server, clock, filled(found.example), found.line);
};

const signIn = async (username: string, password: string): Promise<number> =>
  (await server.ask('POST /form/api/v1/auth/login', { body: { username, password } })).status;

test('"User can now attempt login again"', async () => {
  expect(await signIn('asmith', PASSWORD)).toBe(401);
  await run('POST /unlock: Successful Unlock');
  expect(await signIn('asmith', PASSWORD)).toBe(200);
});

test('"Operates successfully but has no effect"', async () => {
  const people = async () => (await server.database.pool.query('select * from users order by id')).rows;
  const before = await people();
  await run('POST /unlock: Already Unlocked');
  expect(await people()).toEqual(before);
});

test('"Password updated successfully"', async () => {
  await run('POST /change-password: Correct Change');
  expect(await signIn('jdoe', PASSWORD)).toBe(401);
  expect(await signIn('jdoe', 'NewSecurePassword456!')).toBe(200);
});

test('the printed figures of the command are placeholders: as they stand, they break a rule', async () => {
  const answer = await server.ask('POST /form/api/v1/user/change-password', {
    token: tokens['<token>'],
    raw: '{"current_password": "123", "new_password": "456"}',
  });
  expect([answer.status, answer.text]).toEqual([
    400,
    '{"message":"new_password must be at least 8 characters"}',
  ]);
});
