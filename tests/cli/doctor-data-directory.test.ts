import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanUp, postmasterPid, runRoster, temporaryDirectory } from '../support/roster-process';
import { askDoctor } from './doctor';

jest.setTimeout(60_000);
afterAll(cleanUp);

test.each([
  [0o777, 'fail', /^others may write in \S+ \(mode 777\)$/, /^chmod 700 \/\S+$/],
  [0o755, 'warn', /^others may look into \S+ \(mode 755\)$/, /^chmod go-rw \/\S+$/],
  [0o711, 'ok', /^\S+ is nobody else's \(mode 711\)$/, null],
  [0o700, 'ok', /^\S+ is nobody else's \(mode 700\)$/, null],
])('mode %o', async (mode, state, says, advice) => {
  const dataDir = temporaryDirectory();
  chmodSync(dataDir, mode);
  expect((await askDoctor({ dataDir })).about('data directory')).toEqual({
    state,
    what: 'data directory',
    says: expect.stringMatching(says),
    advice: advice && expect.stringMatching(advice),
  });
  expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
});

test('a secret that others may read', async () => {
  const dataDir = temporaryDirectory();
  const file = join(dataDir, 'jwt-secret');
  writeFileSync(file, 'hush', { mode: 0o644 });
  expect((await askDoctor({ dataDir })).about('jwt-secret')).toEqual({
    state: 'warn',
    what: 'jwt-secret',
    says: `${file} is open to others (mode 644)`,
    advice: `chmod 600 ${file}`,
  });
});

test('a file in its place, and above it', async () => {
  const file = join(temporaryDirectory(), 'file');
  writeFileSync(file, '');
  const inPlace = await askDoctor({ dataDir: file });
  expect(inPlace.about('data directory')).toMatchObject({
    state: 'fail',
    says: `${file} is not a directory`,
  });
  const below = await askDoctor({ dataDir: join(file, 'data') });
  expect(below.about('data directory')).toMatchObject({
    state: 'fail',
    says: `${file}/data cannot be made: ${file} is not to be written to`,
  });
});

test('a file in its place: what rests on it says where to look', async () => {
  const file = join(temporaryDirectory(), 'file');
  writeFileSync(file, '');
  expect((await askDoctor({ dataDir: file })).about('database')).toEqual({
    state: 'fail',
    what: 'database',
    says: `none yet, and none can be made in ${file}`,
    advice: 'see what is said of the data directory here',
  });
});

(existsSync('/proc/self') ? test : test.skip)('where nobody can make a file, root least of all', async () => {
  const { findings, about } = await askDoctor({ dataDir: '/proc/nope' });
  expect(about('data directory')).toEqual({
    state: 'fail',
    what: 'data directory',
    says: '/proc/nope cannot be made: /proc is not to be written to',
    advice: 'choose another DATA_DIR',
  });
  expect(about('database').state).toBe('fail');
  expect(findings.map(({ what }) => what)).not.toContain('disk space');
});

test('looking leaves nothing, also where the place of the database is empty', async () => {
  const dataDir = temporaryDirectory();
  mkdirSync(join(dataDir, 'postgres'));
  expect((await askDoctor({ dataDir })).about('database').says).toMatch(/^none yet: the first start makes /);
  expect(readdirSync(dataDir, { recursive: true })).toEqual(['postgres']);
});

test('something else in the place of the database', async () => {
  const dataDir = temporaryDirectory();
  mkdirSync(join(dataDir, 'postgres'));
  writeFileSync(join(dataDir, 'postgres', 'letters.txt'), '');
  expect((await askDoctor({ dataDir })).about('database')).toEqual({
    state: 'fail',
    what: 'database',
    says: `${join(dataDir, 'postgres')} is not a Postgres data directory: move it away or choose another DATA_DIR`,
    advice: null,
  });
});

test('a stopped database is started for the look and stopped again; without its password it is no use', async () => {
  const dataDir = temporaryDirectory();
  expect((await runRoster(['migrate'], { dataDir })).code).toBe(0);
  const diagnosis = await askDoctor({ dataDir });
  expect(diagnosis.about('database').says).toMatch(/^embedded Postgres 18\.\d+ answers in \d+ ms$/);
  expect(diagnosis.about('schema').state).toBe('ok');
  expect(postmasterPid(dataDir)).toBeUndefined();
  rmSync(join(dataDir, 'postgres-password'));
  expect((await askDoctor({ dataDir })).about('database')).toMatchObject({
    state: 'fail',
    says: expect.stringMatching(/postgres-password is missing, .*: restore that file from a backup$/),
  });
});
