import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '../../db/migrate';
import { done } from '../process/programs';
import { until } from '../support/child-process';
import { createEmptyDatabase, dropEmptyDatabases, sql } from '../support/empty-database';
import { refusalOf } from '../support/refusal';
import { cleanUp, startRoster, startServer, temporaryDirectory } from '../support/roster-process';
import { ask } from '../support/test-server';
import { everythingIn } from './directories';

jest.setTimeout(240_000);

const FAST = { BCRYPT_COST: '4' };
const file = join(temporaryDirectory(), 'backup.sql.gz');

beforeAll(async () => {
  const dataDir = join(temporaryDirectory(), 'data');
  await done(['users', 'create', 'ada', 'ada@example.com'], { dataDir, settings: FAST });
  await done(['backup', '--out', file], { dataDir });
});

afterAll(async () => {
  await cleanUp();
  await dropEmptyDatabases();
});

test("another program's tables are left alone", async () => {
  const url = await createEmptyDatabase();
  await sql(url, 'create table users (name text)');
  expect(await refusalOf(['restore', file, '--replace'], { settings: { DATABASE_URL: url } })).toBe(
    "the database holds another program's table `users`: give Roster a database of its own",
  );
  expect(await sql(url, 'select * from users')).toEqual([]);
});

test('a schema of a newer release is left to it', async () => {
  const url = await createEmptyDatabase();
  await migrate(url);
  await sql(url, "insert into migrations (name, batch, migration_time) values ('0999-later', 9, now())");
  expect(await refusalOf(['restore', file, '--replace'], { settings: { DATABASE_URL: url } })).toBe(
    'a newer release has made 0999-later here: restore with that release',
  );
});

test('a table with anything in it is not lost by accident', async () => {
  const url = await createEmptyDatabase();
  await migrate(url);
  await sql(url, "insert into usage_batches values ('batch', now())");
  expect(await refusalOf(['restore', file], { settings: { DATABASE_URL: url } })).toBe(
    'the directory here is not empty, it has rows in usage_batches: add --replace when all of it is to be lost',
  );
});

test.each(['embedded', 'DATABASE_URL'])('not beside a server, %s', async (kind) => {
  const token = 'token-of-the-tests-of-backups-0123456789';
  const url = kind === 'embedded' ? '' : await createEmptyDatabase();
  const options = {
    dataDir: join(temporaryDirectory(), 'data'),
    settings: { ...FAST, JWT_SECRET: token, ADMIN_TOKEN: token, DATABASE_URL: url },
  };
  const server = await startServer(options);
  expect(await refusalOf(['restore', file, '--replace'], options)).toMatch(
    /^somebody uses this database \(.*roster listener.*\): stop every server and command on it first, and a pooler in front of it$/,
  );
  expect((await ask(server.address, 'GET /api/users', { token })).json).toHaveLength(1);
  expect(await server.stop()).toEqual({ code: 0, signal: null });
  expect(await done(['restore', file, '--replace'], options)).toContain('1 user');
  expect(await done(['users', 'list', '--json'], options)).toContain('ada@example.com');
});

test('who asks it to stop once it is done is not told that it failed', async () => {
  const restore = startRoster(['restore', file]);
  await until(() => restore.stdout().includes('Restored the directory of '));
  restore.child.kill('SIGINT');
  expect(await restore.ended).toEqual({ code: 0, signal: null });
});

test('--check needs no database, and makes none', async () => {
  const none = join(temporaryDirectory(), 'none');
  expect(await done(['restore', file, '--check'], { dataDir: none })).toMatch(
    /^The backup is whole: the directory of 20\S+Z \(roster \S+\): 1 user, /,
  );
  expect(existsSync(none)).toBe(false);
});

test('a schema of an operator that hangs on ours: told, and all stays', async () => {
  const url = await createEmptyDatabase();
  await migrate(url);
  await sql(url, 'create view people as select username from users');
  const before = await everythingIn(url);
  expect(await refusalOf(['restore', file, '--replace'], { settings: { DATABASE_URL: url } })).toMatch(
    /^the backup was not restored, and nothing is changed: .*cannot drop .* because other objects depend on it$/,
  );
  expect(await everythingIn(url)).toEqual(before);
});
