import { createServer, type Server, type Socket } from 'node:net';
import { createPool } from '../../db/pool';
import { createEmptyDatabase, databaseNamed, dropEmptyDatabases, TEST_URL } from '../support/empty-database';
import { refusalOf } from '../support/refusal';
import { cleanUp } from '../support/roster-process';

jest.setTimeout(60_000);

const SECRET = 'a-secret-that-only-the-tests-know-0123456789';

const listeners: Server[] = [];
const sockets = new Set<Socket>();

/** The port of something that is no Postgres: it does this with each connection. */
const listen = (onConnection: (socket: Socket) => void): Promise<number> =>
  new Promise((resolve) => {
    const listener = createServer((socket) => {
      sockets.add(socket.on('error', () => undefined));
      onConnection(socket);
    });
    listeners.push(listener);
    listener.listen(0, '127.0.0.1', () => {
      const address = listener.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });

const closedPort = async (): Promise<number> => {
  const port = await listen(() => undefined);
  await new Promise((resolve) => listeners.pop()?.close(resolve));
  return port;
};

afterAll(async () => {
  await cleanUp();
  for (const socket of sockets) socket.destroy();
  for (const listener of listeners) listener.close();
  await dropEmptyDatabases();
});

describe('a DATABASE_URL that cannot be used is one line, without the password', () => {
  const refused = async (url: string): Promise<string> => {
    const since = performance.now();
    const message = await refusalOf(['serve'], { settings: { DATABASE_URL: url, JWT_SECRET: SECRET } });
    expect(performance.now() - since).toBeLessThan(15_000);
    return message;
  };

  test('nobody listens', async () => {
    const port = await closedPort();
    expect(await refused(`postgres://roster:hush@127.0.0.1:${port}/roster`)).toBe(
      `DATABASE_URL (postgres://roster@127.0.0.1:${port}/roster) cannot be used: connect ECONNREFUSED 127.0.0.1:${port}`,
    );
  });

  test('the password stands behind the question mark', async () => {
    const port = await closedPort();
    const message = await refused(`postgres://127.0.0.1:${port}/roster?user=roster&password=hush`);
    expect(message).toContain(`DATABASE_URL (postgres://127.0.0.1:${port}/roster) cannot be used: `);
  });

  test('somebody listens and says nothing', async () => {
    const port = await listen(() => undefined);
    expect(await refused(`postgres://roster:hush@127.0.0.1:${port}/roster`)).toMatch(
      / cannot be used: timeout/,
    );
  });

  test('somebody listens and hangs up', async () => {
    const port = await listen((socket) => socket.destroy());
    expect(await refused(`postgres://roster:hush@127.0.0.1:${port}/roster`)).toMatch(/ cannot be used: \S+/);
  });

  test('a web server listens', async () => {
    const port = await listen((socket) =>
      socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'),
    );
    expect(await refused(`postgres://roster:hush@127.0.0.1:${port}/roster`)).toMatch(/ cannot be used: \S+/);
  });

  test('the password is wrong', async () => {
    const url = new URL(TEST_URL);
    url.password = 'hush-hush';
    expect(await refused(url.toString())).toMatch(
      / cannot be used: password authentication failed for user "roster"$/,
    );
  });

  test('there is no such database', async () => {
    expect(await refused(databaseNamed('no_such_database'))).toMatch(
      / cannot be used: database "no_such_database" does not exist$/,
    );
  });

  test('it asks for a certificate that is not there', async () => {
    const message = await refused(`${TEST_URL}?sslmode=verify-full&sslrootcert=/nowhere/root.crt`);
    expect(message).toMatch(/ cannot be used: ENOENT: [^\n]*\/nowhere\/root\.crt/);
  });

  test('what it asks for itself comes first, and what we ask for holds', async () => {
    const url = `${TEST_URL}?options=-c%20timezone%3DEurope%2FBerlin%20-c%20work_mem%3D5MB`;
    const pool = createPool({ url, max: 1, onIdleError: () => undefined });
    const { rows } = await pool.query(
      "select current_setting('TimeZone') as zone, current_setting('work_mem') as memory, current_setting('lock_timeout') as lock",
    );
    await pool.end();
    expect(rows).toEqual([{ zone: 'UTC', memory: '5MB', lock: '5s' }]);
  });

  test('it only reads, as a standby does', async () => {
    const url = `${await createEmptyDatabase()}?options=-c%20default_transaction_read_only%3Don`;
    expect(await refused(url)).toMatch(
      /^the database schema cannot be brought up to date: cannot execute \S+.* in a read-only transaction$/,
    );
  });

  test.each([
    'nonsense',
    'mysql://root:hush@127.0.0.1/roster',
    'postgres://roster:hush@127.0.0.1:99999/roster',
  ])('it is no such address: %s', async (url) => {
    expect(await refused(url)).toMatch(/^DATABASE_URL must be a valid uri/);
  });
});
