import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { start } from '../support/child-process';
import { TEST_URL } from '../support/empty-database';
import { refusalOf } from '../support/refusal';
import { cleanEnvironment, cleanUp, ROSTER, temporaryDirectory } from '../support/roster-process';
import { saveBackup } from './directories';

jest.setTimeout(240_000);
afterAll(cleanUp);

const FAST = { BCRYPT_COST: '4' };

/** A data directory as another release has left it, as far as anybody looks at it. */
const madeBy = (version: string): string => {
  const dataDir = join(temporaryDirectory(), 'data');
  mkdirSync(join(dataDir, 'postgres'), { recursive: true });
  chmodSync(dataDir, 0o700);
  writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), `${version}\n`);
  return dataDir;
};

const WAYS = {
  '17': 'run `roster backup` with the release that made it, then `roster restore <file>` with this one and a new DATA_DIR',
  '19': 'run the release that made it, or a later one',
} as const;

const lineOf = (dataDir: string, version: keyof typeof WAYS): string =>
  `${join(dataDir, 'postgres')} was made by Postgres ${version} and this is Postgres 18: ${WAYS[version]}; nothing is changed (docs/backup.md)`;

const expectUntouched = (dataDir: string): void => {
  expect(readdirSync(dataDir, { recursive: true }).sort()).toEqual([
    'postgres',
    join('postgres', 'PG_VERSION'),
  ]);
  expect((statSync(dataDir).mode & 0o777).toString(8)).toBe('700');
};

test('of an earlier Postgres: one line with the way out, on a start and on every command', async () => {
  const dataDir = madeBy('17');
  const backup = await saveBackup(TEST_URL);
  for (const args of [['serve'], ['migrate'], ['backup'], ['restore', backup], ['users', 'list']])
    expect([args, await refusalOf(args, { dataDir, settings: FAST })]).toEqual([args, lineOf(dataDir, '17')]);
  expectUntouched(dataDir);
});

test('of an earlier Postgres: doctor finds it', async () => {
  const dataDir = madeBy('17');
  const doctor = start(process.execPath, [ROSTER, 'doctor', '--json'], {
    cwd: temporaryDirectory(),
    env: { ...cleanEnvironment(dataDir), ...FAST, DATA_DIR: dataDir, PORT: '0' },
  });
  expect((await doctor.ended).code).toBe(1);
  const says = lineOf(dataDir, '17');
  expect(JSON.parse(doctor.stdout())).toContainEqual({ state: 'fail', what: 'database', says, advice: null });
  expectUntouched(dataDir);
});

test('of a later Postgres: the release that made it is named as the way out', async () => {
  const dataDir = madeBy('19');
  expect(await refusalOf(['serve'], { dataDir, settings: FAST })).toBe(lineOf(dataDir, '19'));
  expectUntouched(dataDir);
});
