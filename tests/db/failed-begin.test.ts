import { createUnitOfWork } from '../../db/unit-of-work';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase({ poolMax: 1 });
});

afterAll(() => database.drop());

test('where a transaction cannot begin, nothing of it is done', async () => {
  const { pool } = database;
  const client = await pool.connect();
  const query = client.query.bind(client) as (...asked: unknown[]) => Promise<unknown>;
  // As Postgres answers when it is told to cancel at that very moment.
  client.query = ((...asked: unknown[]) =>
    query(...(asked[0] === 'begin' ? ['begin_fails'] : asked))) as typeof client.query;
  client.release();
  const work = createUnitOfWork(pool, { passwordMaxAgeDays: 0, onAccessChange: () => undefined });
  const creating = work.transaction((tx) =>
    tx.policies.insert(
      {
        name: 'half done',
        description: null,
        ratePerMinute: 1,
        requestsPerDay: 1,
        methods: null,
        paths: null,
        ips: null,
        active: true,
      },
      '2030-01-01T00:00:00.000000Z',
    ),
  );
  await expect(creating).rejects.toThrow(/begin_fails/);
  expect((await pool.query("select 1 from token_policies where name = 'half done'")).rows).toEqual([]);
});
