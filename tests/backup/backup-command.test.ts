import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '../../db/migrate';
import { done } from '../process/programs';
import { start } from '../support/child-process';
import { createEmptyDatabase, dropEmptyDatabases, sql } from '../support/empty-database';
import { refusalOf } from '../support/refusal';
import {
  cleanEnvironment,
  cleanUp,
  postmasterPid,
  ROSTER,
  temporaryDirectory,
} from '../support/roster-process';

jest.setTimeout(240_000);

const dataDir = join(temporaryDirectory(), 'data');

beforeAll(async () => {
  await done(['users', 'create', 'ada', 'ada@example.com'], { dataDir, settings: { BCRYPT_COST: '4' } });
});

afterAll(async () => {
  await cleanUp();
  await dropEmptyDatabases();
});

test('names the file by the time, for its owner alone, and leaves nothing beside it', async () => {
  const cwd = temporaryDirectory();
  const said = await done(['backup'], { dataDir, cwd });
  const [name = '', ...others] = readdirSync(cwd);
  expect(others).toEqual([]);
  expect(name).toMatch(/^roster-20\d{6}T\d{6}Z\.sql\.gz$/);
  expect(said).toContain(`${name}: 1 user, 0 API tokens, 1 audit entry, `);
  expect((statSync(join(cwd, name)).mode & 0o777).toString(8)).toBe('600');
  expect(postmasterPid(dataDir)).toBeUndefined();
});

test('in a folder it has the same name', async () => {
  const into = temporaryDirectory();
  expect(await done(['backup', '--out', into], { dataDir })).toContain('1 user');
  expect(readdirSync(into)).toEqual([expect.stringMatching(/^roster-20\d{6}T\d{6}Z\.sql\.gz$/)]);
});

test('replaces no file but when told to', async () => {
  const path = join(temporaryDirectory(), 'there');
  writeFileSync(path, 'mine');
  expect(await refusalOf(['backup', '--out', path], { dataDir })).toBe(
    `${path} is there already: name another file, or add --force when it is to be lost`,
  );
  expect(readFileSync(path, 'utf8')).toBe('mine');
  await done(['backup', '--out', path, '--force'], { dataDir });
  expect((await done(['restore', path, '--check'], {})).slice(0, 20)).toBe('The backup is whole:');
  expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
});

test('a place where nothing can be written, and a full disk', async () => {
  const directory = temporaryDirectory();
  const nowhere = join(directory, 'none', 'file');
  expect(await refusalOf(['backup', '--out', nowhere], { dataDir })).toMatch(/cannot be written: ENOENT/);
  expect(readdirSync(directory)).toEqual([]);
  if (!existsSync('/dev/full')) return;
  for (const more of [[], ['--force']])
    expect(await refusalOf(['backup', '--out', '/dev/full', ...more], { dataDir })).toMatch(
      /^\/dev\/full cannot be written: ENOSPC/,
    );
  expect(statSync('/dev/full').isCharacterDevice()).toBe(true);
  const piped = start('sh', ['-c', `${process.execPath} ${ROSTER} backup --out - > /dev/full`], {
    env: { ...cleanEnvironment(directory), DATA_DIR: dataDir },
    cwd: directory,
  });
  expect(await piped.ended).toEqual({ code: 1, signal: null });
  expect(piped.stderr()).toMatch(/^roster: standard output cannot be written \(ENOSPC[^\n]+\n$/);
});

test('no database, an empty one, one of a newer release, one that is away', async () => {
  const none = join(temporaryDirectory(), 'none');
  expect(await refusalOf(['backup'], { dataDir: none })).toMatch(/^there is no database in /);
  expect(existsSync(none)).toBe(false);
  const empty = await createEmptyDatabase();
  const settings = { DATABASE_URL: empty };
  expect(await refusalOf(['backup'], { settings })).toBe('there is no directory in this database');
  await migrate(empty);
  await sql(empty, "insert into migrations (name, batch, migration_time) values ('0999-later', 9, now())");
  expect(await refusalOf(['backup'], { settings })).toBe(
    'a newer release has made 0999-later here: make the backup with that release',
  );
  const away = { DATABASE_URL: 'postgres://127.0.0.1:1/none' };
  expect(await refusalOf(['backup'], { settings: away })).toMatch(/^DATABASE_URL .* cannot be used: /);
});
