import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readBackup } from '../../db/backup/read-backup';
import { openBackup } from '../../src/cli/backup/backup-source';
import { dropEmptyDatabases } from '../support/empty-database';
import { report } from '../support/report';
import { cleanUp, temporaryDirectory } from '../support/roster-process';
import { SEED } from '../support/seed';
import { readBytes } from './directories';
import { changedIn, makeSound } from './sound';

jest.setTimeout(240_000);

/** Places in the file that are tried: all of them would take minutes. */
const TRIES = 300;

let sound: Buffer;

beforeAll(async () => {
  sound = (await makeSound()).sound;
});

afterAll(async () => {
  await cleanUp();
  await dropEmptyDatabases();
});

const changed = (from: string | RegExp, to: string): Buffer => changedIn(sound, from, to);

const REFUSALS =
  /^(the backup is (damaged|cut off)|this is no backup|this backup was made by another release)/;

test('it is sound as it is', async () => {
  expect((await readBytes(sound)).rows['users']).toBe(4);
});

test('cut off anywhere: refused', async () => {
  const lengths = new Set(Array.from({ length: TRIES }, (_, n) => Math.floor((n * sound.length) / TRIES)));
  for (const length of [...lengths, sound.length - 1])
    await expect(readBytes(sound.subarray(0, length))).rejects.toThrow(REFUSALS);
  report(`${lengths.size + 1} lengths of ${sound.length} bytes, each refused`);
});

test('one byte changed anywhere: refused', async () => {
  let random = SEED;
  for (let tries = 0; tries < TRIES; tries += 1) {
    random = (random * 48_271) % 2_147_483_647;
    const bytes = Buffer.from(sound);
    const at = random % bytes.length;
    bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << (random % 8)), at);
    await expect(readBytes(bytes).then(() => `accepted with byte ${at} changed`)).rejects.toThrow(REFUSALS);
  }
  report(`${TRIES} changed bytes, each refused (SEED=${SEED})`);
});

test('a part of it twice, left out or put elsewhere: refused', async () => {
  const text = sound.toString('utf8');
  for (const other of [
    `${text}\n`,
    text + text,
    text.replace(/^1\tadmin\n/m, ''),
    text.replace(/^(1\tadmin\n)(2\tuser\n)/m, '$2$1'),
    text.replace(/^copy "otp_sends".*\n/m, ''),
    text.replace(/^commit;\n/m, 'drop table users;\ncommit;\n'),
  ])
    await expect(readBytes(Buffer.from(other))).rejects.toThrow(REFUSALS);
});

describe('each is told by what is wrong with it', () => {
  test.each<[string, () => Uint8Array, RegExp]>([
    ['an empty file', () => Buffer.alloc(0), /^the backup is cut off: it ends before its end$/],
    [
      'another text',
      () => Buffer.from('-- PostgreSQL database dump\n\n'),
      /^this is no backup that `roster backup` made$/,
    ],
    ['noise', () => Buffer.alloc(200_000, 0xa7), /^this is no backup: it has no lines$/],
    ['another compressed file', () => gzipSync('hello\n'), /^this is no backup that `roster backup` made$/],
    ['half', () => sound.subarray(0, sound.length / 2), /^the backup is cut off: it ends before its end$/],
    [
      'half, compressed',
      () => gzipSync(sound).subarray(0, 2000),
      /^the backup is damaged or cut off \(unexpected end of file\)$/,
    ],
    [
      'a changed name',
      () => changed('bob@example.com', 'bot@example.com'),
      /^the backup is damaged: its checksum /,
    ],
    [
      'a later format',
      () => changed('"format":1', '"format":2'),
      /^this backup was made by another release \(0\.0\.0\): restore it with that release or a later one$/,
    ],
    [
      'a later schema',
      () => changed('"0011-access-changes"', '"0011-access-changes","0999-later"'),
      /^this backup was made by another release \(0\.0\.0, with 0999-later\): /,
    ],
    [
      'a table of a later release',
      () => changed('"idempotency_keys"]', '"idempotency_keys","later"]'),
      /^this backup was made by another release \(0\.0\.0\): /,
    ],
  ])('%s', async (_name, bytes, line) => {
    const path = join(temporaryDirectory(), 'file');
    writeFileSync(path, bytes());
    const source = await openBackup(path);
    await expect(source.read((text) => readBackup(text))).rejects.toThrow(line);
    await source.close();
  });
});
