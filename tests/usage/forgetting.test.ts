import { useApi } from '../http/api';

const api = useApi();

test('housekeeping forgets what is too old, and nothing else', async () => {
  const { usage } = api.server.wiring.needs.work.read;
  const { pool } = api.server.database;
  await pool.query('truncate usage, traffic_minutes, usage_batches');
  const add = (day: string) =>
    usage.add(
      {
        id: day,
        entries: [
          {
            day,
            binding: 'GET /old',
            dialect: 'rest',
            operation: 'users.list',
            caller: { kind: 'anonymous', id: 0, userId: null },
            requests: 1,
            errors: 0,
            firstAt: `${day}T12:00:00Z`,
            lastAt: `${day}T12:00:00Z`,
            userAgent: null,
          },
        ],
        traffic: [
          {
            minute: `${day}T12:00:00Z`,
            dialect: 'rest',
            requests: 1,
            clientErrors: 0,
            serverErrors: 0,
            buckets: [1],
          },
        ],
      },
      `${day}T12:00:00Z`,
    );
  for (const day of ['2030-06-14', '2030-06-15', '2030-06-16']) await add(day);
  await usage.forgetBefore('2030-06-15', '2030-06-15T12:00:00Z', '2030-06-16T00:00:00Z');
  const left = async (text: string) => (await pool.query(text)).rows.map(({ one }) => one);
  expect(await left('select day::text as one from usage order by 1')).toEqual(['2030-06-15', '2030-06-16']);
  expect(await left('select minute::date::text as one from traffic_minutes order by 1')).toEqual([
    '2030-06-15',
    '2030-06-16',
  ]);
  expect(await left('select id as one from usage_batches')).toEqual(['2030-06-16']);
});

const MANY = 25_000;

test('of what is too old nothing is left, however much it is', async () => {
  const { usage, sessions } = api.server.wiring.needs.work.read;
  const { pool } = api.server.database;
  const { id } = await api.server.user({ username: 'busy' });
  await pool.query('truncate usage, traffic_minutes, usage_batches');
  await pool.query(
    `insert into usage (day, binding, operation, caller_kind, caller_id, dialect, requests, errors, first_at, last_at)
     select '2030-06-14', 'GET /old', 'users.list', 'session', n, 'rest', 1, 0, '2030-06-14', '2030-06-14'
     from generate_series(1, ${MANY}) n`,
  );
  await pool.query(
    `insert into sessions (id, user_id, ip, dialect, created_at, last_used_at, expires_at)
     select 'old-' || n, $1, '', 'rest', '2030-06-01', '2030-06-01', '2030-06-02' from generate_series(1, ${MANY}) n`,
    [id],
  );
  await usage.forgetBefore('2030-06-15', '2030-06-15T12:00:00Z', '2030-06-16T00:00:00Z');
  expect(await sessions.forgetBefore('2030-06-15T00:00:00Z')).toBeGreaterThanOrEqual(MANY);
  const { rows } = await pool.query(
    `select (select count(*)::int from usage) as usage,
       (select count(*)::int from sessions where expires_at < '2030-06-15') as sessions`,
  );
  expect(rows).toEqual([{ usage: 0, sessions: 0 }]);
});
