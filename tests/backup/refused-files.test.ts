import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createEmptyDatabase, dropEmptyDatabases } from '../support/empty-database';
import { refusalOf } from '../support/refusal';
import { cleanUp, temporaryDirectory } from '../support/roster-process';
import { everythingIn, loadBackup, saveBackup, textOf } from './directories';
import { changedIn, makeSound } from './sound';

jest.setTimeout(240_000);

let sound: Buffer;
let target: string;
let before: Awaited<ReturnType<typeof everythingIn>>;

beforeAll(async () => {
  const made = await makeSound();
  sound = made.sound;
  target = await createEmptyDatabase();
  await loadBackup(target, made.path);
  before = await everythingIn(target);
});

afterEach(async () => expect(await everythingIn(target)).toEqual(before));

afterAll(async () => {
  await cleanUp();
  await dropEmptyDatabases();
});

/** What `roster restore` says of these bytes, over a directory that it may replace. */
const refusal = (bytes: Uint8Array, more: readonly string[] = ['--replace']): Promise<string> => {
  const path = join(temporaryDirectory(), 'file');
  writeFileSync(path, bytes);
  return refusalOf(['restore', path, ...more], { settings: { DATABASE_URL: target, BCRYPT_COST: '4' } });
};

test('a compressed one with a byte changed, half of one, one of a later release', async () => {
  const bytes = gzipSync(sound);
  const at = Math.floor(bytes.length / 2);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 0x10, at);
  expect(await refusal(bytes)).toMatch(/^the backup is damaged/);
  expect(await refusal(gzipSync(sound).subarray(0, at))).toMatch(/^the backup is damaged or cut off/);
  expect(await refusal(changedIn(sound, '"format":1', '"format":2'), ['--check'])).toMatch(
    /^this backup was made by /,
  );
});

test('no file, a directory, nothing on standard input', async () => {
  const directory = temporaryDirectory();
  const settings = { DATABASE_URL: target };
  expect(await refusalOf(['restore', join(directory, 'none')], { settings })).toMatch(
    /none cannot be read: ENOENT/,
  );
  expect(await refusalOf(['restore', directory], { settings })).toBe(`${directory} is a directory`);
  expect(await refusalOf(['restore', '-'], { settings })).toMatch(/^the backup is cut off/);
});

test('a sound one over a directory that is not to be lost', async () => {
  expect(await refusal(sound, [])).toBe(
    'the directory here is not empty, it has 4 users: add --replace when all of it is to be lost',
  );
});

test('rows that the schema refuses: the file is whole, and yet nothing is changed', async () => {
  const path = join(temporaryDirectory(), 'backup.sql');
  copyFileSync(await saveBackup(target), path);
  const text = textOf(path).replace(/^3\tsuperadmin$/m, '3\tadmin');
  writeFileSync(path, text);
  await expect(loadBackup(target, path, { replaces: true })).rejects.toThrow(
    /^the backup was not restored, and nothing is changed: duplicate key value/,
  );
});
