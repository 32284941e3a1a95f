import { outcome, useApi } from './api';

const api = useApi();

const sql = (text: string) => api.server.database.pool.query(text);

const GET = 'GET /api/users/1';

const linesSince = (start: number): Record<string, unknown>[] =>
  api.server.logLines.slice(start).map((line) => JSON.parse(line));

test('a fault of ours is 500 with no detail; what it was stands in the log', async () => {
  await sql(
    `create function fault() returns trigger language plpgsql as $$ begin raise 'a fault of ours'; end $$`,
  );
  await sql('create trigger fault before insert on audit_entries execute function fault()');
  const start = api.server.logLines.length;
  const answer = await api.ask('POST /api/users', {
    body: { username: 'unlucky', email: 'unlucky@example.com', password: 'securepassword123' },
  });
  await sql('drop trigger fault on audit_entries');
  expect(outcome(answer)).toBe('500 Internal Server Error');
  const [fault] = linesSince(start).filter(({ level }) => level === 'error');
  expect(fault).toMatchObject({ requestId: answer.headers['x-request-id'] });
  expect(JSON.stringify(fault)).toContain('a fault of ours');
  expect((await api.ask(GET)).status).toBe(200);
});

test('a schema that is not ours is 503 until it is again', async () => {
  await sql('alter table api_tokens rename to mislaid');
  const answer = await api.ask(GET);
  await sql('alter table mislaid rename to api_tokens');
  expect(outcome(answer)).toBe('503 Service Unavailable');
  expect((await api.ask(GET)).status).toBe(200);
});

test('a database that keeps us waiting is 503 with Retry-After, never a hung request', async () => {
  const holder = await api.server.database.pool.connect();
  try {
    await holder.query('begin');
    await holder.query('lock table users in access exclusive mode');
    const [read, write] = await Promise.all([api.ask(GET), api.ask('POST /api/users/1/unsuspend')]);
    for (const answer of [read, write]) {
      expect(outcome(answer)).toBe('503 Service Unavailable');
      expect(answer.headers['retry-after']).toMatch(/^[1-9]\d*$/);
    }
    expect((await api.server.ask('GET /livez')).status).toBe(200);
  } finally {
    await holder.query('rollback');
    holder.release();
  }
  expect((await api.ask(GET)).status).toBe(200);
});

test('connections that are cut are replaced; the server lives on', async () => {
  await Promise.all(Array.from({ length: 5 }, () => api.ask(GET)));
  await sql(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = current_user and pid <> pg_backend_pid()',
  );
  const answers = await Promise.all(Array.from({ length: 10 }, () => api.ask(GET)));
  for (const { status } of answers) expect([200, 503]).toContain(status);
  expect((await api.ask(GET)).status).toBe(200);
});

test('health is public, plain and uncounted', async () => {
  for (const path of ['/livez', '/readyz']) {
    const answer = await api.server.ask(`GET ${path}`);
    expect(outcome(answer)).toBe('200 ok');
    expect(answer.headers['ratelimit']).toBeUndefined();
    expect((await api.server.ask(`HEAD ${path}`)).status).toBe(200);
  }
});
