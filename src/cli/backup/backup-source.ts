import { createWriteStream } from 'node:fs';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { BackupError } from '../../../db/backup/errors';
import { CommandError } from '../command-error';

/** A backup that can be read more than once. */
export interface BackupSource {
  /** Reads its text from the beginning. Throws a `BackupError` where it is damaged. */
  read<T>(consume: (text: AsyncIterable<Buffer>) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const GZIP = Buffer.from([0x1f, 0x8b]);

const isGzip = async (file: FileHandle): Promise<boolean> => {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(GZIP.length), 0, GZIP.length, 0);
  return bytesRead === GZIP.length && buffer.equals(GZIP);
};

const toRefusal = (error: unknown, name: string): unknown => {
  const { code = '', message } = error as { code?: string; message: string };
  if (code.startsWith('Z_'))
    return new BackupError(`the backup is damaged or cut off (${message})`, { cause: error });
  return 'syscall' in (error as object)
    ? new CommandError(`${name} cannot be read: ${message}`, { cause: error })
    : error;
};

const sourceOf = (file: FileHandle, name: string): BackupSource => ({
  async read(consume) {
    const unzip = (await isGzip(file)) ? createGunzip() : new PassThrough();
    try {
      return await pipeline(file.createReadStream({ start: 0, autoClose: false }), unzip, consume);
    } catch (error) {
      throw toRefusal(error, name);
    }
  },
  close: () => file.close(),
});

/** What cannot be read twice is kept meanwhile in a file that has no name any more: nothing stays, whatever ends us. */
const keep = async (stream: Readable, name: string): Promise<BackupSource> => {
  const directory = await mkdtemp(join(tmpdir(), 'roster-restore-'));
  try {
    const path = join(directory, 'backup');
    await pipeline(stream, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    return sourceOf(await open(path), name);
  } catch (error) {
    throw new CommandError(`${name} cannot be kept in ${tmpdir()}: ${(error as Error).message}`);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};

const openFile = async (path: string): Promise<FileHandle> => {
  try {
    return await open(path);
  } catch (error) {
    throw new CommandError(`${path} cannot be read: ${(error as Error).message}`);
  }
};

/** Opens a backup: a file, a pipe, or `-` for standard input. Throws a `CommandError` where it cannot be read. */
export const openBackup = async (path: string): Promise<BackupSource> => {
  if (path === '-') return keep(process.stdin, 'standard input');
  const file = await openFile(path);
  const stats = await file.stat();
  if (stats.isFile()) return sourceOf(file, path);
  if (!stats.isDirectory()) return keep(file.createReadStream(), path);
  await file.close();
  throw new CommandError(`${path} is a directory`);
};
