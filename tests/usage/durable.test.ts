import { unique, useApi } from '../http/api';
import { startAnotherServer } from '../support/another-server';
import { ask } from '../support/test-server';
import { inBrief, ledger, newestToken } from './ledger';

const api = useApi();

const made = async () => {
  const token = await api.server.token(api.admin.id, { name: unique('durable') });
  return { token, id: await newestToken(api) };
};

const askAt = async (url: string, token: string, times: number): Promise<void> => {
  for (let count = 0; count < times; count += 1)
    expect((await ask(url, 'GET /api/users/get/1', { token })).status).toBe(200);
};

const countOf = async (id: number): Promise<number> =>
  (await ledger(api, `?token_id=${id}`)).reduce((sum, { requests }) => sum + requests, 0);

const stored = async (id: number): Promise<number> => {
  const text = `select coalesce(sum(requests), 0)::int as n from usage where caller_kind = 'token' and caller_id = $1`;
  return (await api.server.database.pool.query(text, [id])).rows[0].n;
};

test('a graceful stop loses nothing', async () => {
  const { token, id } = await made();
  for (const times of [1, 7]) {
    const another = await startAnotherServer(api.server);
    await askAt(another.url, token, times);
    await another.stop();
  }
  expect(await stored(id)).toBe(8);
});

test('two processes add to one row, at the same time', async () => {
  const { token, id } = await made();
  const others = await Promise.all([1, 2].map(() => startAnotherServer(api.server)));
  const urls = [api.server.url, ...others.map(({ url }) => url)];
  await Promise.all(urls.flatMap((url) => [askAt(url, token, 20), askAt(url, token, 20)]));
  await Promise.all(others.map(({ stop }) => stop()));
  expect(inBrief(await ledger(api, `?token_id=${id}&by=binding`))).toEqual(['GET /api/users/get/{id} 120/0']);
});

test('the ledger away for a while: calls go on, and nothing is lost when it is back', async () => {
  const { token, id } = await made();
  const sql = (text: string) => api.server.database.pool.query(text);
  await askAt(api.server.url, token, 3);
  await sql('alter table usage rename to mislaid');
  await askAt(api.server.url, token, 4);
  expect((await api.ask('GET /api/usage')).status).toBe(503);
  expect((await api.ask('GET /api/usage/me', { token })).status).toBe(503);
  await askAt(api.server.url, token, 5);
  await sql('alter table mislaid rename to usage');
  // The question that was refused is a call of the token as well.
  expect(await countOf(id)).toBe(13);
  expect(await countOf(id)).toBe(13);
});

test('connections that are cut while batches are written', async () => {
  const { token, id } = await made();
  const cut = () =>
    api.server.database.pool.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = current_user and pid <> pg_backend_pid()',
    );
  let answered = 0;
  for (let round = 0; round < 20; round += 1) {
    const flushing = api.server.wiring.usage.flush().catch(() => undefined);
    const cutting = cut().catch(() => undefined);
    await ask(api.server.url, 'GET /api/users/1', { token });
    const { status } = await ask(api.server.url, 'GET /api/users/1', { token });
    if (status === 200) answered += 1;
    await Promise.all([flushing, cutting]);
  }
  await api.server.wiring.usage.flush();
  const text = `select caller_kind, sum(requests)::int as n from usage where binding = 'GET /api/users/{id}' group by 1`;
  const { rows } = await api.server.database.pool.query<{ caller_kind: string; n: number }>(text);
  // Where the database was away before the caller was known, nobody knows whose call it was; but it was one.
  expect(rows.reduce((sum, { n }) => sum + n, 0)).toBe(40);
  expect(await stored(id)).toBeGreaterThanOrEqual(answered);
});

test('a batch that is tried twice counts once, in the ledger and in the traffic', async () => {
  const { usage } = api.server.wiring.needs.work.read;
  const at = '2030-06-15T12:00:00.000000Z';
  const entry = {
    day: '2030-06-15',
    binding: 'GET /twice',
    dialect: 'twice',
    operation: 'users.list',
    caller: { kind: 'token', id: 12_345, userId: null },
    requests: 2,
    errors: 1,
    firstAt: at,
    lastAt: at,
    userAgent: null,
  } as const;
  const minute = { minute: at, dialect: 'twice', requests: 2, clientErrors: 1, serverErrors: 0 };
  const batch = {
    id: 'tried twice',
    entries: [entry],
    traffic: [{ ...minute, buckets: [2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] }],
  };
  await Promise.all([usage.add(batch, at), usage.add(batch, at)]);
  await usage.add(batch, at);
  expect(inBrief(await ledger(api, '?dialect=twice&until=2030-06-15'))).toEqual(['GET /twice 2/1']);
  const traffic = await ledger<{ dialect: string; requests: number }>(
    api,
    '/traffic?since=2030-06-15T12:00:00Z&until=2030-06-15T12:05:00Z',
  );
  expect(traffic.map(({ dialect, requests }) => [dialect, requests])).toEqual([['twice', 2]]);
});
