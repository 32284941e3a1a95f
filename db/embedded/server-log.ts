import { closeSync, constants, fstatSync, openSync, readSync, renameSync, statSync } from 'node:fs';

const ROTATE_ABOVE_BYTES = 10 * 1024 * 1024;
const TAIL_BYTES = 64 * 1024;

/** The server's log, opened for one start of Postgres. */
export interface ServerLog {
  readonly descriptor: number;
  /** What was logged since it was opened (at most the first 64 KiB of it). */
  readSince(): string;
  /** Releases our descriptor; Postgres has its own. */
  close(): void;
}

// Windows has no O_NOFOLLOW.
const FLAGS = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);

/**
 * Opens the log (0600). Postgres writes to the descriptor itself: it outlives a killed Roster, and its user need not
 * reach the file. One that has grown above 10 MB becomes `<file>.1` first.
 */
export function openServerLog(file: string): ServerLog {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > ROTATE_ABOVE_BYTES) renameSync(file, `${file}.1`);
  const descriptor = openSync(file, FLAGS, 0o600);
  const start = fstatSync(descriptor).size;
  const readSince = (): string => {
    const buffer = Buffer.alloc(TAIL_BYTES);
    return buffer.toString('utf8', 0, readSync(descriptor, buffer, 0, TAIL_BYTES, start));
  };
  return { descriptor, readSince, close: () => closeSync(descriptor) };
}

/** The line that says why Postgres gave up, without its time stamp; undefined when there is none. */
export function fatalLine(log: string): string | undefined {
  return /(?:FATAL|PANIC): +(.*)/.exec(log)?.[1];
}
