import { usePrograms } from '../process/programs';
import { createEmptyDatabase, dropEmptyDatabases } from '../support/empty-database';
import { freePort, redisServers } from '../support/redis-server';
import { runRoster, type ServerProcess, startServer } from '../support/roster-process';
import { ask } from '../support/test-server';
import { hasProgram } from '../support/tools';
import { openSlowGate } from './slow-gate';
import { untilShared } from './two-servers';

const testWithRedis = hasProgram('redis-server') ? test : test.skip;

const PASSWORD = 'hush-hush';

usePrograms();

let settings: Record<string, string>;

beforeAll(async () => {
  settings = {
    DATABASE_URL: await createEmptyDatabase(),
    JWT_SECRET: 'a-secret-that-only-the-tests-know-0123456789',
    BCRYPT_COST: '4',
    RATE_LIMIT_ANONYMOUS_PER_MIN: '4',
  };
});

const serve = (more: Readonly<Record<string, string>>): Promise<ServerProcess> =>
  startServer({ settings: { ...settings, ...more } });

const servers = redisServers();
const { start } = servers;

afterAll(async () => {
  await servers.stop();
  await dropEmptyDatabases();
});

/** The lines about Redis in a server's log. */
const said = (stdout: string): string[] =>
  stdout
    .split('\n')
    .filter((line) => line.includes('Redis'))
    .map((line) => (JSON.parse(line) as { msg: string }).msg);

const AWAY = /^Redis is away \(([^)]+)\): this process counts requests by the minute alone, up to half/;

/** How many of eight strangers at one address are told 401 and not 429. */
const passed = async (address: string): Promise<number> => {
  let count = 0;
  for (let n = 0; n < 8; n += 1) if ((await ask(address, 'GET /api/users')).status === 401) count += 1;
  return count;
};

test('a server starts without its Redis, says so in one line, and never says the password', async () => {
  const port = await freePort();
  const server = await serve({ REDIS_URL: `redis://roster:${PASSWORD}@127.0.0.1:${port}` });
  expect((await ask(server.address, 'GET /readyz')).text).toBe('ok');
  expect(await passed(server.address)).toBe(2);
  expect(await server.stop()).toEqual({ code: 0, signal: null });
  const lines = said(server.stdout());
  expect(lines).toEqual([expect.stringMatching(AWAY)]);
  expect(AWAY.exec(lines[0] ?? '')?.[1]).toBe(`connect ECONNREFUSED 127.0.0.1:${port}`);
  expect(server.stdout() + server.stderr()).not.toContain(PASSWORD);
});

testWithRedis('a wrong password is Redis away as well, and is not repeated', async () => {
  const redis = await start({ password: 'another one' });
  const server = await serve({ REDIS_URL: redis.urlWith(PASSWORD) });
  expect(await passed(server.address)).toBe(2);
  expect(await server.stop()).toEqual({ code: 0, signal: null });
  expect(said(server.stdout())).toEqual([expect.stringMatching(/^Redis is away \(WRONGPASS [^)]+\): /)]);
  expect(server.stdout() + server.stderr()).not.toContain(PASSWORD);
});

testWithRedis('it comes late, and goes silent: a start and a stop wait for neither', async () => {
  const redis = await start({ password: PASSWORD });
  redis.pause();
  const server = await serve({ REDIS_URL: redis.url });
  expect(said(server.stdout())).toEqual([expect.stringMatching(AWAY)]);
  redis.resume();
  await untilShared([server.address], true);
  redis.pause();
  // Nobody asks anything meanwhile: it is found out by itself.
  await untilShared([server.address], false);
  expect(await server.stop()).toEqual({ code: 0, signal: null });
  redis.resume();
  expect(server.stdout() + server.stderr()).not.toContain(PASSWORD);
});

testWithRedis('a stop right after Redis has fallen silent', async () => {
  const redis = await start();
  const server = await serve({ REDIS_URL: redis.url, REDIS_TIMEOUT_MS: '10000' });
  await untilShared([server.address], true);
  redis.pause();
  const unanswered = ask(server.address, 'GET /api/users').catch(() => null);
  await server.stop();
  await unanswered;
  redis.resume();
});

testWithRedis('a command connects to no Redis', async () => {
  const redis = await start();
  const before = String(await redis.command('INFO', 'stats'));
  const { code } = await runRoster(['users', 'list'], { settings: { ...settings, REDIS_URL: redis.url } });
  expect(code).toBe(0);
  const connections = (info: string): number => Number(/^total_connections_received:(\d+)/m.exec(info)?.[1]);
  // The one that asks now.
  expect(connections(String(await redis.command('INFO', 'stats'))) - connections(before)).toBe(1);
});

testWithRedis(
  'one whose every answer comes within the limit is there, however many it takes to begin',
  async () => {
    const redis = await start();
    const gate = await openSlowGate(redis.port);
    gate.delay(600);
    const server = await serve({ REDIS_URL: `redis://127.0.0.1:${gate.port}`, REDIS_TIMEOUT_MS: '900' });
    await untilShared([server.address], true);
    expect(await server.stop()).toEqual({ code: 0, signal: null });
    await gate.close();
  },
);
