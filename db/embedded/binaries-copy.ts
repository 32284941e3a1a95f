import {
  chmodSync,
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from './account';
import { EmbeddedPostgresError, isSystemError } from './errors';
import { ensureLibraryLinks } from './library-links';
import type { PlatformPackage } from './platform-package';
import { isUsable } from './reach';
import { removeAbandoned, stagingName } from './staging';

const WRITABLE_BY_OTHERS = 0o022;
const STICKY = 0o1000;

// A place where nobody else can remove or replace what we put there.
function isSafeParent(directory: string): boolean {
  const stats = lstatSync(directory, { throwIfNoEntry: false });
  if (stats?.isDirectory() !== true) return false;
  const trusted = stats.uid === 0 || stats.uid === process.getuid?.();
  return trusted && ((stats.mode & WRITABLE_BY_OTHERS) === 0 || (stats.mode & STICKY) !== 0);
}

/** Where a copy may live. For root /var/cache comes first: it is not swept while Postgres runs, as /tmp may be. */
function defaultParents(account: Account | undefined): readonly string[] {
  return account === undefined ? [tmpdir()] : ['/var/cache', tmpdir(), '/tmp'];
}

// In a shared directory anybody may have made something of this name first: only our own work is ever run.
function isOurs(directory: string): boolean {
  const stats = lstatSync(directory, { throwIfNoEntry: false });
  return (
    stats?.isDirectory() === true &&
    stats.uid === process.getuid?.() &&
    (stats.mode & WRITABLE_BY_OTHERS) === 0
  );
}

// Modes are set, not inherited: a umask of 077 at install time must not make the copy unreadable as well.
function copyTree(from: string, to: string): void {
  mkdirSync(to);
  chmodSync(to, 0o755);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) copyTree(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else {
      copyFileSync(source, target);
      chmodSync(target, (lstatSync(source).mode & 0o100) === 0 ? 0o644 : 0o755);
    }
  }
}

// A sweeper of temporary files, or a crash, may have left a part only.
function isWhole(from: string, copy: string): boolean {
  return readdirSync(from, { withFileTypes: true }).every((entry) => {
    const source = join(from, entry.name);
    const target = join(copy, entry.name);
    if (entry.isDirectory()) return isWhole(source, target);
    return lstatSync(target, { throwIfNoEntry: false })?.size === lstatSync(source).size;
  });
}

function makeCopy(source: PlatformPackage, target: string): void {
  const staged = stagingName(target);
  try {
    mkdirSync(staged, { mode: 0o755 });
    chmodSync(staged, 0o755);
    copyTree(join(source.directory, 'native'), join(staged, 'native'));
    ensureLibraryLinks(staged);
    if (isOurs(target)) renameSync(target, stagingName(target)); // a damaged one; removed as abandoned, later
    renameSync(staged, target);
  } catch (error) {
    const lostRace = isSystemError(error, 'ENOTEMPTY', 'EEXIST') && isOurs(target);
    if (!lostRace) throw error;
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
}

/**
 * Copies the programs once to a place that `account` can reach, and reuses the copy later. Returns the directory that
 * stands in for the package's own. A name that somebody else occupies is not trusted: the next place is tried.
 */
export function copyBinaries(
  source: PlatformPackage,
  account: Account | undefined,
  parents = defaultParents(account),
): string {
  const name = `roster-postgres-${source.version}-${process.arch}-${process.getuid?.() ?? 'user'}`;
  for (const parent of parents) {
    const target = join(parent, name);
    const reachable = isSafeParent(parent) && (account === undefined || isUsable(parent, account));
    if (!reachable || (lstatSync(target, { throwIfNoEntry: false }) !== undefined && !isOurs(target)))
      continue;
    removeAbandoned(parent, name, isOurs);
    if (!isOurs(target) || !isWhole(join(source.directory, 'native'), join(target, 'native'))) {
      makeCopy(source, target);
    }
    return target;
  }
  throw new EmbeddedPostgresError(
    `the database user cannot reach ${source.directory} and there is no safe place for a copy (tried ${parents.join(', ')}): move the project or set DATABASE_URL`,
  );
}
