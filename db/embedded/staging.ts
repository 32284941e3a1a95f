import { randomBytes } from 'node:crypto';
import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning } from './process-state';

const PATTERN = /\.new-(\d+)-[0-9a-f]{12}$/;
const ABANDONED_AFTER_MS = 60 * 60 * 1000;

/** A sibling name of `target` for something half made. It tells whose work it is, so that leftovers can be told. */
export function stagingName(target: string): string {
  return `${target}.new-${process.pid}-${randomBytes(6).toString('hex')}`;
}

function isAbandoned(path: string, maker: number): boolean {
  if (!isRunning(maker)) return true;
  // The maker's pid may belong to a stranger by now; nothing here takes an hour.
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats !== undefined && Date.now() - stats.mtimeMs > ABANDONED_AFTER_MS;
}

// Best effort: an initdb that lost its launcher a moment ago may still be writing there. The next start tries again.
function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // left for the next start
  }
}

/**
 * Removes what crashed starts left half made in `directory` under names that begin with `prefix`. What a living
 * process is working on stays, and so does what `isOurs` denies.
 */
export function removeAbandoned(directory: string, prefix: string, isOurs = (_path: string) => true): void {
  for (const name of readdirSync(directory)) {
    const maker = name.startsWith(prefix) ? PATTERN.exec(name)?.[1] : undefined;
    if (maker === undefined) continue;
    const path = join(directory, name);
    if (isOurs(path) && isAbandoned(path, Number(maker))) remove(path);
  }
}
