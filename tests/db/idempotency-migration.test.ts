import knex, { type Knex } from 'knex';
import { down, up } from '../../db/migrations/0010-idempotency-keys';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

let database: TestDatabase;
let db: Knex;

beforeAll(async () => {
  database = await createTestDatabase();
  db = knex({ client: 'pg', connection: database.url, pool: { min: 0, max: 1 } });
});

afterAll(async () => {
  await db.destroy();
  await database.drop();
});

const state = async () => {
  const { rows: columns } = await database.pool.query(
    `select table_name || '.' || column_name || ' ' || data_type as one from information_schema.columns
     where table_schema = current_schema() order by 1`,
  );
  const { rows: indexes } = await database.pool.query(
    'select indexdef as one from pg_indexes where schemaname = current_schema() order by 1',
  );
  return [...columns, ...indexes].map(({ one }) => one as string);
};

test('down takes all of it away, up brings the same again', async () => {
  const before = await state();
  await down(db);
  const without = await state();
  expect(without.filter((one) => /idempotency/.test(one))).toEqual([]);
  expect(before.filter((one) => !without.includes(one)).every((one) => /idempotency/.test(one))).toBe(true);
  await up(db);
  expect(await state()).toEqual(before);
});
