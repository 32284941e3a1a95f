import { closeSync, constants, openSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Account } from './account';
import { EmbeddedPostgresError } from './errors';

const READ = 4;
const ENTER = 1;

function allows(stats: Stats, account: Account, bits: number): boolean {
  const shift = stats.uid === account.uid ? 6 : stats.gid === account.gid ? 3 : 0;
  return ((stats.mode >> shift) & bits) === bits;
}

/** True when `account` may enter every directory above `path`. Only mode bits are looked at: in doubt it is false. */
export function isReachable(path: string, account: Account): boolean {
  let directory = dirname(realpathSync(path));
  for (;;) {
    if (!allows(statSync(directory), account, ENTER)) return false;
    const parent = dirname(directory);
    if (parent === directory) return true;
    directory = parent;
  }
}

/** True when `account` can reach `path` and read it (and enter or execute it). */
export function isUsable(path: string, account: Account): boolean {
  return isReachable(path, account) && allows(statSync(path), account, READ | ENTER);
}

/** A directory as a child process can name it. `stdio` holds what the child must inherit as descriptor 3. */
export interface VisibleDirectory {
  readonly path: string;
  readonly stdio: readonly number[];
  /** Releases our descriptor; the child has its own. */
  close(): void;
}

/**
 * Names `directory` for a child that runs as `account`. Where a directory above it keeps that account out (a project
 * below /root, say), Linux can still hand the directory over as an open descriptor: /proc/self/fd/3 leads to it
 * whatever the modes above, and every backend inherits it. Nobody's directory modes are changed for this.
 */
export function visibleDirectory(directory: string, account: Account | undefined): VisibleDirectory {
  if (account === undefined) return { path: directory, stdio: [], close: () => undefined };
  // The real path: a symbolic link on the way may itself stand where the account cannot go.
  if (isReachable(directory, account)) {
    return { path: realpathSync(directory), stdio: [], close: () => undefined };
  }
  if (process.platform !== 'linux') {
    throw new EmbeddedPostgresError(
      `${directory} is below a directory that only root may enter, so Postgres cannot reach it: choose a DATA_DIR elsewhere or set DATABASE_URL`,
    );
  }
  const descriptor = openSync(directory, constants.O_RDONLY | constants.O_DIRECTORY);
  return { path: '/proc/self/fd/3', stdio: [descriptor], close: () => closeSync(descriptor) };
}
