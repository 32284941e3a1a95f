import { MIGRATIONS } from '../../db/migrations';
import { createEmptyDatabase, dropEmptyDatabases, sql } from '../support/empty-database';
import { cleanUp } from '../support/roster-process';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { askDoctor, type Diagnosis } from './doctor';

jest.setTimeout(60_000);

const SECRET = 'kX0vq9Zt3LmN7wRb5yUc1sGd8hJf2aPe';
const LAST = MIGRATIONS.at(-1)?.[0] ?? '';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
  await cleanUp();
  await dropEmptyDatabases();
});

const look = (url: string): Promise<Diagnosis> =>
  askDoctor({ settings: { DATABASE_URL: url, JWT_SECRET: SECRET } });

test('a database without the last migration, and one with a later release’s; neither is changed', async () => {
  await database.pool.query('delete from migrations where name = $1', [LAST]);
  const behind = await look(database.url);
  expect(behind.code).toBe(0);
  expect(behind.about('schema')).toEqual({
    state: 'warn',
    what: 'schema',
    says: `it lacks ${LAST}`,
    advice: 'start the server, which brings it up to date, or run `roster migrate`',
  });
  const { rows } = await database.pool.query('select name from migrations');
  expect(rows).toHaveLength(MIGRATIONS.length - 1);

  await database.pool.query(
    `insert into migrations (name, batch, migration_time) values ($1, 1, now()), ('9999-later', 2, now())`,
    [LAST],
  );
  expect((await look(database.url)).about('schema')).toMatchObject({
    state: 'warn',
    says: 'a newer release has made 9999-later',
  });
  await database.pool.query(`delete from migrations where name = '9999-later'`);
});

test('an empty database, one of another program, and one where nothing may be made', async () => {
  const url = await createEmptyDatabase();
  expect((await look(url)).about('schema')).toEqual({
    state: 'ok',
    what: 'schema',
    says: 'there is none yet: the first start makes it',
    advice: null,
  });
  expect(await sql(url, 'select from pg_tables where schemaname = current_schema()')).toEqual([]);

  await sql(url, 'create table users (name text)');
  const others = await look(url);
  expect(others.code).toBe(1);
  expect(others.about('schema')).toMatchObject({
    state: 'fail',
    says: "the database holds another program's table `users`",
  });

  await sql(url, 'drop table users');
  await sql(url, 'revoke create on schema public from pg_database_owner');
  expect((await look(url)).about('schema')).toMatchObject({
    state: 'fail',
    says: 'there is none yet, and may not be changed by this user',
  });
});
