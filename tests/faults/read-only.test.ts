import { withClient } from '../../bench/chaos/evidence';
import { outcome, useApi } from '../http/api';

jest.setTimeout(60_000);

const api = useApi();

const NEW = { username: 'late', email: 'late@example.com', password: 'correct horse battery' };
const SIGN_IN = { username: 'admin', password: 'admin-password-1' };

/** As after a failover that has not come to its end; connections that are there hear of it only by being cut. */
const setReadOnly = (isReadOnly: boolean): Promise<void> => {
  const { url } = api.server.database;
  return withClient(url, async (client) => {
    await client.query('set default_transaction_read_only = off');
    await client.query(
      `alter database ${new URL(url).pathname.slice(1)} set default_transaction_read_only = ${isReadOnly ? 'on' : 'off'}`,
    );
    await client.query(
      'select pg_terminate_backend(pid, 30000) from pg_stat_activity where datname = current_database() and usename = current_user and pid <> pg_backend_pid()',
    );
  });
};

/** The first answers after a cut may still be of a connection that is just ending. */
const settled = async (status: number): Promise<void> => {
  while ((await api.ask('GET /api/users/1')).status !== status);
};

let session = '';
let limited = '';

const counted = async (): Promise<number> => {
  const { rows } = await api.server.database.pool.query(
    "select coalesce(sum(requests), 0)::int as n from usage where operation = 'users.get'",
  );
  return rows[0].n as number;
};

beforeAll(async () => {
  const { json } = await api.server.ask('POST /api/auth/login', { body: SIGN_IN });
  session = (json as { access_token: string }).access_token;
  limited = await api.server.token(api.admin.id, { policyId: null, name: 'limited by the day' });
  await setReadOnly(true);
  await settled(200);
});

test('reads answer, by API token and by session', async () => {
  expect((await api.ask('GET /api/users/1')).status).toBe(200);
  expect((await api.ask('GET /api/users')).status).toBe(200);
  expect((await api.ask('GET /api/auth/me', { token: session })).status).toBe(200);
});

test('a token with a limit by the day is refused even so: what cannot be counted is not let in', async () => {
  const answer = await api.ask('GET /api/users/1', { token: limited });
  expect(outcome(answer)).toBe('503 Service Unavailable');
});

test.each([
  ['POST /api/users', NEW],
  ['PUT /api/users/1', { email: 'other@example.com' }],
  ['POST /api/users/1/lock', {}],
  ['DELETE /api/users/1', undefined],
  ['POST /api/auth/login', SIGN_IN],
])('%s is refused as one to try again', async (line, body) => {
  const answer = await api.ask(line, body === undefined ? {} : { body });
  expect(outcome(answer)).toBe('503 Service Unavailable');
  expect(answer.headers['retry-after']).toBe('2');
});

test('who looks in from outside sees a server that lives: ready, with metrics', async () => {
  expect((await api.server.ask('GET /livez')).status).toBe(200);
  expect((await api.server.ask('GET /readyz')).status).toBe(200);
  expect((await api.ask('GET /metrics')).status).toBe(200);
});

test('it writes again when the database does, without a restart; calls of meanwhile are in the ledger', async () => {
  const reads = 5;
  for (let read = 0; read < reads; read += 1) await api.ask('GET /api/users/1');
  await expect(api.server.wiring.usage.flush()).rejects.toMatchObject({ code: 'unavailable' });
  await setReadOnly(false);
  await settled(200);
  expect((await api.ask('POST /api/users', { body: NEW })).status).toBe(201);
  await api.server.wiring.usage.flush();
  expect(await counted()).toBeGreaterThanOrEqual(reads);
});
