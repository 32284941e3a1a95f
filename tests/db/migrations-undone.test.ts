import knex, { type Knex } from 'knex';
import * as usage from '../../db/migrations/0009-usage';
import * as idempotencyKeys from '../../db/migrations/0010-idempotency-keys';
import * as accessChanges from '../../db/migrations/0011-access-changes';
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

/** All that a migration can leave behind, one line each. */
const SOURCES = [
  `select table_name || '.' || column_name || ' ' || data_type as one from information_schema.columns
   where table_schema = current_schema()`,
  'select indexdef as one from pg_indexes where schemaname = current_schema()',
  "select name || ' ' || permission as one from role_permissions join roles on id = role_id",
  'select pg_get_triggerdef(oid) as one from pg_trigger where not tgisinternal',
  "select 'function ' || proname as one from pg_proc where pronamespace = current_schema()::regnamespace",
];

const state = async (): Promise<string[]> => {
  const found = await Promise.all(SOURCES.map((sql) => database.pool.query(`${sql} order by 1`)));
  return found.flatMap(({ rows }) => rows.map(({ one }) => one as string));
};

test.each([
  ['0009-usage', usage, /usage|traffic/],
  ['0010-idempotency-keys', idempotencyKeys, /idempotency/],
  ['0011-access-changes', accessChanges, /tell_access_change/],
])('%s goes and comes back, and leaves all else as it was', async (_name, { up, down }, own) => {
  const before = await state();
  await down(db);
  const without = await state();
  expect(without.filter((one) => own.test(one))).toEqual([]);
  const gone = before.filter((one) => !without.includes(one));
  expect(gone.length).toBeGreaterThan(0);
  expect(gone.every((one) => own.test(one))).toBe(true);
  await up(db);
  expect(await state()).toEqual(before);
});
