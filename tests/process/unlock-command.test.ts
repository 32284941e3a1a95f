import { refusalOf } from '../support/refusal';
import { type ServerProcess, startServer, temporaryDirectory } from '../support/roster-process';
import { ask } from '../support/test-server';
import { done, FAST, usePrograms } from './programs';

usePrograms();

const TOKEN = 'token-of-the-tests-of-unlocking-0123456789';
const PASSWORD = 'correct horse';
const CLEARED = 'is unlocked: lock and failed sign-ins are cleared';

const dataDir = temporaryDirectory();
const options = { dataDir, settings: FAST };
let server: ServerProcess;

beforeAll(async () => {
  server = await startServer({ dataDir, settings: { ...FAST, ADMIN_TOKEN: TOKEN } });
});

const login = async (username: string, password: string): Promise<number> =>
  (await ask(server.address, 'POST /api/auth/login', { body: { username, password } })).status;

const unlock = (name: string): Promise<string> => done(['users', 'unlock', name], options);

/** Makes a user by the API; returns its id. */
const makeUser = async (line: string, body: object): Promise<number> => {
  const { status, json } = await ask(server.address, line, { token: TOKEN, body });
  expect(status).toBe(201);
  const made = json as { readonly id: number };
  return made.id;
};

const createUser = (username: string, email = `${username}@example.com`): Promise<number> =>
  makeUser('POST /api/users', { username, email, password: PASSWORD });

const lockByFailures = async (username: string): Promise<void> => {
  for (let failure = 1; failure <= 5; failure += 1) expect(await login(username, 'wrong horse')).toBe(401);
  expect(await login(username, PASSWORD)).toBe(429);
};

test('a locked user signs in again at once', async () => {
  const id = await createUser('eve');
  await lockByFailures('eve');
  expect(await unlock('eve')).toBe(`User ${id} (eve) ${CLEARED}\n`);
  expect(await login('eve', PASSWORD)).toBe(200);
  // The whole budget is back.
  for (let failure = 1; failure <= 4; failure += 1) expect(await login('eve', 'wrong horse')).toBe(401);
  expect(await login('eve', PASSWORD)).toBe(200);
});

test('what goes on keeping the user out is said', async () => {
  const id = await createUser('sue');
  await lockByFailures('sue');
  expect((await ask(server.address, `POST /api/users/${id}/suspend`, { token: TOKEN })).status).toBe(200);
  expect(await unlock('sue')).toBe(`User ${id} (sue) ${CLEARED}; still suspended\n`);
  expect(await login('sue', PASSWORD)).toBe(401);
});

test.each([
  ['nora', '', '; has no password'],
  ['nils', 'inactive', '; still suspended; has no password'],
])('so is that %s has no password', async (name, status, expected) => {
  const email = `${name}@example.com`;
  await makeUser('POST /api/v1/users', { name, email, role: 'user', ...(status && { status }) });
  expect(await unlock(email)).toMatch(new RegExp(`^User \\d+ \\(${name}\\) ${CLEARED}${expected}\\n$`));
});

test('a user is found by email and by id', async () => {
  const id = await createUser('ada');
  for (const name of ['ada@example.com', String(id)])
    expect(await unlock(name)).toBe(`User ${id} (ada) ${CLEARED}\n`);
});

test('digits that are one user’s id and another’s name are refused, and nobody is unlocked', async () => {
  const root = await createUser('root');
  const id = await createUser(String(root), 'digits@example.com');
  await lockByFailures(String(root));
  expect(await refusalOf(['users', 'unlock', String(root)], options)).toBe(
    `${root} is the id of root (root@example.com) and the username of user ${id} (digits@example.com): say which by its email`,
  );
  expect(await login(String(root), PASSWORD)).toBe(429);
  expect(await unlock('digits@example.com')).toContain(`User ${id} (${root}) is unlocked`);
  expect(await login(String(root), PASSWORD)).toBe(200);
  expect(await unlock(String(id))).toContain(`User ${id} (${root}) is unlocked`);
  expect(await unlock('root@example.com')).toContain(`User ${root} (root) is unlocked`);
});

test('digits that are only a name, or name and id of one user, mean that user', async () => {
  const id = await createUser('4711', 'only-a-name@example.com');
  expect(await unlock('4711')).toContain(`User ${id} (4711) is unlocked`);
  expect(await createUser(String(id + 1), 'both@example.com')).toBe(id + 1);
  expect(await unlock(String(id + 1))).toContain(`User ${id + 1} (${id + 1}) is unlocked`);
});

test('nobody is refused in one line', async () => {
  expect(await refusalOf(['users', 'unlock', 'nobody'], options)).toBe('no user is called nobody');
});
