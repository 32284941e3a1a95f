import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { CleanUp } from '../clean-up';

/** A small file system of its own. */
export interface SmallDisk {
  readonly place: string;
  /** Takes all the room that is left; also what was freed since. */
  fill(): void;
  /** Gives it back. */
  free(): void;
  freeMb(): number;
}

const BLOCK = Buffer.alloc(64 * 1024);
const MB = 1024 * 1024;

const writeUntilFull = (file: string): void => {
  const descriptor = openSync(file, 'a');
  try {
    for (;;) writeSync(descriptor, BLOCK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(descriptor);
  }
};

/**
 * Mounts a file system in memory of so many megabytes below this place; it goes with the clean-up. Returns the reason as
 * text where this machine does not let it.
 */
export const createSmallDisk = (within: string, megabytes: number, cleanUp: CleanUp): SmallDisk | string => {
  const place = join(within, 'small-disk');
  mkdirSync(place);
  const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', place], {
    encoding: 'utf8',
  });
  if (mount.status !== 0)
    return `a small file system cannot be mounted here (${(mount.stderr ?? mount.error?.message ?? '').trim()})`;
  cleanUp.add(() => {
    // A process that is still ending may hold it for a moment; it goes when that is over.
    spawnSync('umount', ['--lazy', place]);
  });
  const filler = join(place, 'filler');
  return {
    place,
    fill: () => writeUntilFull(filler),
    free: () => rmSync(filler, { force: true }),
    freeMb() {
      const { bavail, bsize } = statfsSync(place);
      return (bavail * bsize) / MB;
    },
  };
};
