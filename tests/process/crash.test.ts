import { isAlive, until } from '../support/child-process';
import {
  postmasterPid,
  type ServerProcess,
  startRoster,
  startServer,
  temporaryDirectory,
} from '../support/roster-process';
import { type Answer, ask } from '../support/test-server';
import { useDirectory } from './programs';

const TOKEN = 'token-of-the-crash-tests-0123456789';

const { dataDir, serve, settings, postmaster } = useDirectory({ ADMIN_TOKEN: TOKEN });

const create = ({ address }: ServerProcess, username: string): Promise<Answer> =>
  ask(address, 'POST /api/users', {
    token: TOKEN,
    body: { username, email: `${username}@example.com`, password: 'correct horse' },
  });

const usernames = async ({ address }: ServerProcess): Promise<string[]> => {
  const { json } = await ask(address, 'GET /api/users', { token: TOKEN });
  return (json as { username: string }[]).map(({ username }) => username);
};

const kill = async (server: ServerProcess): Promise<void> => {
  server.child.kill('SIGKILL');
  expect(await server.ended).toEqual({ code: null, signal: 'SIGKILL' });
};

const signIn = async ({ address }: ServerProcess, username: string): Promise<string> => {
  const body = { username, password: 'correct horse' };
  const { json } = await ask(address, 'POST /api/auth/login', { body });
  return (json as { access_token: string }).access_token;
};

test('kill -9 of the server: the next start has what was acknowledged, sessions included', async () => {
  const first = await serve();
  expect((await create(first, 'ada')).status).toBe(201);
  const session = await signIn(first, 'ada');
  expect((await create(first, 'bob')).status).toBe(201);
  await kill(first);
  const pid = postmaster();
  expect(isAlive(pid)).toBe(true);

  const second = await serve();
  expect(second.stderr()).not.toContain('Password');
  expect(await usernames(second)).toEqual(['admin', 'ada', 'bob']);
  expect((await ask(second.address, 'GET /api/auth/me', { token: session })).status).toBe(200);
  expect(await second.stop()).toEqual({ code: 0, signal: null });
  // The Postgres that the killed server had left went with the one that took it over.
  expect(isAlive(pid)).toBe(false);
});

test('kill -9 of server and Postgres: the next start recovers the same', async () => {
  const first = await serve();
  expect((await create(first, 'cyd')).status).toBe(201);
  const pid = postmaster();
  await kill(first);
  process.kill(pid, 'SIGKILL');
  await until(() => !isAlive(pid));

  const second = await serve();
  expect(await usernames(second)).toEqual(['admin', 'ada', 'bob', 'cyd']);
  expect((await create(second, 'dan')).status).toBe(201);
  await second.stop();
});

test('kill -9 of Postgres alone: the server brings it back and serves on', async () => {
  const server = await serve();
  const pid = postmaster();
  process.kill(pid, 'SIGKILL');
  await until(() => !isAlive(pid));
  let answer = await create(server, 'eve');
  while (answer.status === 503) {
    await new Promise((done) => setTimeout(done, 50));
    answer = await create(server, 'eve');
  }
  expect(answer.status).toBe(201);
  expect(await usernames(server)).toEqual(['admin', 'ada', 'bob', 'cyd', 'dan', 'eve']);
  expect(await server.stop()).toEqual({ code: 0, signal: null });
  expect(postmasterPid(dataDir)).toBeUndefined();
});

test('kill -9 in the middle of the first start leaves nothing in the way of the next', async () => {
  const fresh = temporaryDirectory();
  const first = startRoster(['serve'], { dataDir: fresh, settings });
  await until(() => postmasterPid(fresh) !== undefined);
  first.child.kill('SIGKILL');
  await first.ended;
  const second = await startServer({ dataDir: fresh, settings });
  expect(await usernames(second)).toEqual(['admin']);
  await second.stop();
});
