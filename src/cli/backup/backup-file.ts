import { randomBytes } from 'node:crypto';
import { createWriteStream, type Stats, statSync } from 'node:fs';
import { link, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { CommandError } from '../command-error';
import { isClosedOutput } from '../failure';
import { outputRefusal } from '../output';

type Text = AsyncIterable<Buffer>;

const zipped = (text: Text, to: Writable): Promise<void> => pipeline(Readable.from(text), createGzip(), to);

const cannotWrite = (path: string, error: unknown): unknown =>
  'syscall' in (error as object)
    ? new CommandError(`${path} cannot be written: ${(error as Error).message}`, { cause: error })
    : error;

/** Writes to standard output and leaves it open. Throws a `CommandError`, or the system's error where the reader has left. */
export const writeToOutput = async (text: Text): Promise<void> => {
  const output = new Writable({
    write: (chunk, _encoding, done) => void process.stdout.write(chunk, (error) => done(error ?? null)),
  });
  try {
    await zipped(text, output);
  } catch (error) {
    throw isClosedOutput(error) || 'syscall' in (error as object) ? outputRefusal(error) : error;
  }
};

const existing = (path: string): Stats | undefined => {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw cannotWrite(path, error);
  }
};

const isThere = (path: string): CommandError =>
  new CommandError(`${path} is there already: name another file, or add --force when it is to be lost`);

/** Gives the file its name, for good even where the power fails. Where it must not replace another, a link cannot. */
const publish = async (from: string, path: string, replaces: boolean): Promise<void> => {
  if (replaces) await rename(from, path);
  else
    await link(from, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') throw isThere(path);
      // A file system without links.
      return rename(from, path);
    });
  if (process.platform === 'win32') return;
  const directory = await open(dirname(path));
  await directory.sync().finally(() => directory.close());
};

/**
 * Writes a file that only its owner can read, under its name only once it is whole and on the disk. A device or a pipe is
 * written to as it is. Throws a `CommandError` where that cannot be done, also where the file is there and `replaces` is not
 * set; of a failed try nothing is left.
 */
export const writeToFile = async (path: string, replaces: boolean, text: Text): Promise<void> => {
  const found = existing(path);
  if (found?.isFile() && !replaces) throw isThere(path);
  const isSpecial = found !== undefined && !found.isFile();
  const staged = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    if (isSpecial) return await zipped(text, createWriteStream(path));
    await zipped(text, createWriteStream(staged, { flags: 'wx', mode: 0o600, flush: true }));
    await publish(staged, path, replaces);
  } catch (error) {
    throw cannotWrite(path, error);
  } finally {
    if (!isSpecial) await rm(staged, { force: true });
  }
};
