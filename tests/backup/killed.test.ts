import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../db/embedded/embedded-postgres';
import { done } from '../process/programs';
import { isAlive, type Started, start, until } from '../support/child-process';
import { createEmptyDatabase, dropEmptyDatabases, sql } from '../support/empty-database';
import { insertManyUsers } from '../support/many-users';
import {
  cleanEnvironment,
  cleanUp,
  postmasterPid,
  ROOT,
  startRoster,
  temporaryDirectory,
} from '../support/roster-process';
import { everythingIn, loadBackup, saveBackup } from './directories';

jest.setTimeout(240_000);

const FAST = { BCRYPT_COST: '4' };
let backup: string;

beforeAll(async () => {
  const big = await createEmptyDatabase();
  await done(['migrate'], { settings: { DATABASE_URL: big } });
  await insertManyUsers(big, 3_000);
  backup = await saveBackup(big);
});

afterAll(async () => {
  await cleanUp();
  await dropEmptyDatabases();
});

// A restore that has loaded two thirds of its backup, says so and waits to be killed.
const PROGRAM = `
  const { readFileSync } = require('node:fs');
  const [url, file] = process.argv.slice(1);
  const text = readFileSync(file);
  const { restoreBackup } = require(${JSON.stringify(join(ROOT, 'dist/db/backup/restore-backup.js'))});
  async function* most() {
    yield text.subarray(0, (text.length / 3) | 0);
    yield text.subarray((text.length / 3) | 0, (text.length / 3 * 2) | 0);
    console.error('in the middle');
    await new Promise(() => setInterval(() => undefined, 1000));
  }
  restoreBackup(url, { read: (consume) => consume(most()), replaces: true, keepsSessions: true, entryOf: () => { throw new Error('not yet'); } })
    .catch((error) => console.error(error));`;

const beginRestore = async (url: string): Promise<Started> => {
  const directory = temporaryDirectory();
  const started = start(process.execPath, ['-e', PROGRAM, url, backup], {
    cwd: directory,
    env: cleanEnvironment(directory),
  });
  await started.heard('in the middle');
  return started;
};

const kill = async ({ child, ended }: Started): Promise<void> => {
  child.kill('SIGKILL');
  expect(await ended).toEqual({ code: null, signal: 'SIGKILL' });
};

test('kill -9 in the middle of a restore: everything is as it was, and the next one goes through', async () => {
  const url = await createEmptyDatabase();
  const settings = { ...FAST, DATABASE_URL: url };
  await done(['users', 'create', 'ada', 'ada@example.com'], { settings });
  const before = await everythingIn(url);
  await kill(await beginRestore(url));
  expect(await everythingIn(url)).toEqual(before);
  expect((await loadBackup(url, backup, { replaces: true })).backup.rows['users']).toBe(3_000);
});

test('kill -9 of the restore and of the embedded Postgres: the next start has everything as it was', async () => {
  const dataDir = join(temporaryDirectory(), 'data');
  await done(['users', 'create', 'ada', 'ada@example.com'], { dataDir, settings: FAST });
  const first = await startEmbeddedPostgres({ dataDir, role: 'command' });
  const before = await everythingIn(first.url);
  const restore = await beginRestore(first.url);
  const pid = postmasterPid(dataDir) ?? 0;
  expect(pid).toBeGreaterThan(1);
  process.kill(pid, 'SIGKILL');
  await kill(restore);
  await until(() => !isAlive(pid));
  await first.stop();
  const second = await startEmbeddedPostgres({ dataDir, role: 'command' });
  expect(await everythingIn(second.url)).toEqual(before);
  await second.stop();
});

test('a server that starts during a restore waits for its end', async () => {
  const url = await createEmptyDatabase();
  const settings = { ...FAST, DATABASE_URL: url, ADMIN_PASSWORD: 'correct horse' };
  await done(['migrate'], { settings });
  const restore = await beginRestore(url);
  const server = startRoster(['serve'], { settings });
  const waiting = `select from pg_stat_activity where application_name = 'roster migrate' and wait_event = 'advisory'
    and datname = current_database()`;
  while ((await sql(url, waiting)).length === 0) await new Promise((wait) => setTimeout(wait, 20));
  expect(server.stderr()).not.toContain('ready');
  await kill(restore);
  await server.heard('Ctrl-C stops it.');
  server.child.kill('SIGTERM');
  expect((await server.ended).code).toBe(0);
});

test('kill -9 of a backup leaves no file under its name', async () => {
  const url = await createEmptyDatabase();
  const settings = { ...FAST, DATABASE_URL: url };
  await done(['migrate'], { settings });
  const folder = temporaryDirectory();
  mkdirSync(join(folder, 'out'));
  const path = join(folder, 'out', 'backup');
  const holder = await beginRestore(url);
  // It cannot go on as long as somebody holds the tables.
  const backing = startRoster(['backup', '--out', path], { settings });
  const waiting = `select from pg_stat_activity where application_name = 'roster backup' and wait_event_type = 'Lock'
    and datname = current_database()`;
  while ((await sql(url, waiting)).length === 0) await new Promise((wait) => setTimeout(wait, 20));
  await kill(backing);
  expect(existsSync(path)).toBe(false);
  await kill(holder);
  await done(['backup', '--out', path], { settings });
});
