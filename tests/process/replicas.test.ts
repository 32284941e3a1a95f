import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createEmptyDatabase, dropEmptyDatabases, sql } from '../support/empty-database';
import { report } from '../support/report';
import {
  cleanUp,
  ready,
  type ServerProcess,
  startRoster,
  startServer,
  temporaryDirectory,
} from '../support/roster-process';
import { ask } from '../support/test-server';

jest.setTimeout(60_000);

const SECRET = 'a-secret-that-both-replicas-know-0123456789';
const TOKEN = 'token-that-both-replicas-are-given-0123456789';

afterAll(async () => {
  await cleanUp();
  await dropEmptyDatabases();
});

describe('two replicas that start at the same moment on an empty database', () => {
  const settings = { JWT_SECRET: SECRET, BCRYPT_COST: '4' };
  let url: string;
  let replicas: ServerProcess[];

  const startTwo = async (more: Readonly<Record<string, string>> = {}): Promise<void> => {
    const started = [1, 2].map(() =>
      startRoster(['serve'], {
        dataDir: join(temporaryDirectory(), 'data'),
        settings: { ...settings, ...more, DATABASE_URL: url },
      }),
    );
    replicas = await Promise.all(started.map(ready));
  };

  beforeAll(async () => {
    url = await createEmptyDatabase();
    await startTwo();
  });

  test('both are ready', async () => {
    for (const { address } of replicas) expect((await ask(address, 'GET /readyz')).text).toBe('ok');
  });

  test('each migration ran once', async () => {
    const rows = await sql<{ name: string; n: number }>(
      url,
      'select name, count(*)::int as n from migrations group by name order by 1',
    );
    report(`migrations: ${rows.map(({ name, n }) => `${name} × ${n}`).join(', ')}`);
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.filter(({ n }) => n !== 1)).toEqual([]);
  });

  test('there is one administrator, told by the one that made it, and its token is good on both', async () => {
    const told = replicas.flatMap(({ stderr }) => /^API token {6}(\S+)$/m.exec(stderr())?.[1] ?? []);
    expect(told).toHaveLength(1);
    for (const { address } of replicas) {
      const { status, json } = await ask(address, 'GET /api/users', { token: told[0] ?? '' });
      expect([status, json]).toEqual([200, [expect.objectContaining({ id: 1, username: 'admin' })]]);
    }
  });

  test('what one does holds on the other’s next request: a sign-in, and its end', async () => {
    await Promise.all(replicas.map(({ stop }) => stop()));
    await startTwo({ ADMIN_TOKEN: TOKEN, ADMIN_PASSWORD: 'does not count any more' });
    const [first, second] = replicas as [ServerProcess, ServerProcess];
    const made = await ask(first.address, 'POST /api/users', {
      token: TOKEN,
      body: { username: 'ada', email: 'ada@example.com', password: 'correct horse' },
    });
    expect(made.status).toBe(201);
    const body = { username: 'ada', password: 'correct horse' };
    const { json } = await ask(second.address, 'POST /api/auth/login', { body });
    const { access_token: session } = json as { access_token: string };
    expect((await ask(first.address, 'GET /api/auth/me', { token: session })).status).toBe(200);
    expect((await ask(second.address, 'POST /api/users/suspend/2', { token: TOKEN })).status).toBe(200);
    expect((await ask(first.address, 'GET /api/auth/me', { token: session })).status).toBe(401);
  });

  test('they stop in order and leave the database alone; DATA_DIR was never made', async () => {
    const dataDir = join(temporaryDirectory(), 'data');
    const third = await startServer({ dataDir, settings: { ...settings, DATABASE_URL: url } });
    for (const server of [...replicas, third]) expect(await server.stop()).toEqual({ code: 0, signal: null });
    expect(existsSync(dataDir)).toBe(false);
    expect(await sql(url, 'select username from users order by id')).toEqual([
      { username: 'admin' },
      { username: 'ada' },
    ]);
  });
});
