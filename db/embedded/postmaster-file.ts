import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isSystemError } from './errors';

/** What Postgres writes into postmaster.pid. Only a claim: the file outlives a killed postmaster. */
export interface PostmasterFile {
  readonly pid: number;
  /** Unix time in seconds. */
  readonly startedAt: number;
  readonly port: number;
  readonly ready: boolean;
}

const EMPTY_FOR_MS = 5000;

// Postgres refuses to start on an empty lock file, for another start may be about to fill it. One that stays empty
// is what a power cut left behind.
function removeEmpty(file: string): void {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats?.size === 0 && Date.now() - stats.mtimeMs > EMPTY_FOR_MS) rmSync(file, { force: true });
}

/** Reads postmaster.pid; undefined when it is not there or not yet written as far as the port. */
export function readPostmasterFile(clusterDirectory: string): PostmasterFile | undefined {
  const file = join(clusterDirectory, 'postmaster.pid');
  try {
    const text = readFileSync(file, 'utf8');
    if (text === '') removeEmpty(file);
    const [pid, , startedAt, port, , , , status] = text.split('\n');
    const read = { pid: Number(pid), startedAt: Number(startedAt), port: Number(port) };
    if (!(read.pid > 0 && read.port > 0)) return undefined;
    return { ...read, ready: status?.trim() === 'ready' };
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return undefined;
    throw error;
  }
}
