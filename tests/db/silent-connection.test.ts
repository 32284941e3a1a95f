import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import type { Pool } from 'pg';
import { createPool } from '../../db/pool';
import { run, statement } from '../../db/statement';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const SILENCE_MS = 300;
const ONE = statement('select 1 as one');

let database: TestDatabase;
let proxy: Server;
let pool: Pool;
const sockets = new Set<Socket>();
let isSilent = false;

/** Passes everything on, but no answers while it is silent: a server behind a network that drops packets. */
const pass = (client: Socket, port: number): void => {
  const upstream = connect(port, '127.0.0.1');
  for (const socket of [client, upstream]) {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
  }
  client.on('data', (data) => upstream.write(data));
  upstream.on('data', (data) => !isSilent && client.write(data));
  client.on('close', () => upstream.destroy());
  upstream.on('close', () => client.destroy());
};

beforeAll(async () => {
  database = await createTestDatabase();
  const url = new URL(database.url);
  const port = Number(url.port);
  proxy = createServer((client) => pass(client, port)).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  url.port = String((proxy.address() as AddressInfo).port);
  pool = createPool({
    url: url.toString(),
    max: 1,
    onIdleError: () => undefined,
    silenceMs: SILENCE_MS,
  });
});

afterAll(async () => {
  await pool.end();
  proxy.close();
  for (const socket of sockets) socket.destroy();
  await database.drop();
});

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const backend = async (): Promise<number> =>
  (await pool.query('select pg_backend_pid() as pid')).rows[0].pid as number;

test('a connection in use that falls silent is broken: the query fails as one to try again, and the next has another', async () => {
  const before = await backend();
  isSilent = true;
  await expect(run(pool, ONE, [])).rejects.toMatchObject({
    code: 'unavailable',
    details: { retryAfter: expect.any(Number) },
  });
  isSilent = false;
  expect(await backend()).not.toBe(before);
});

test('an idle connection may be silent for as long as it likes', async () => {
  const before = await backend();
  await pause(3 * SILENCE_MS);
  expect(await backend()).toBe(before);
});

test('a transaction on a silent connection fails, and its connection does not come back', async () => {
  const client = await pool.connect();
  client.on('error', () => undefined);
  await client.query('begin');
  isSilent = true;
  await expect(client.query('select 1')).rejects.toThrow('Query read timeout');
  client.release(true);
  isSilent = false;
  expect((await run(pool, ONE, [])).rows).toEqual([{ one: 1 }]);
});
