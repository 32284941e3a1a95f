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
