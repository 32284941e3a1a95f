import { lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isSystemError } from './errors';

/** One entry of the package's pg-symlinks.json; paths are relative to the package and in one directory. */
interface LibraryLink {
  readonly source: string;
  readonly target: string;
}

function readLinks(packageDirectory: string): readonly LibraryLink[] {
  try {
    return JSON.parse(
      readFileSync(join(packageDirectory, 'native', 'pg-symlinks.json'), 'utf8'),
    ) as LibraryLink[];
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return []; // a platform that needs none
    throw error;
  }
}

function makeLink(link: LibraryLink, target: string): void {
  try {
    symlinkSync(basename(link.source), target);
  } catch (error) {
    if (!isSystemError(error, 'EEXIST')) throw error; // another start was faster
  }
}

/**
 * Makes the library links that npm packages cannot carry and that the package's install script makes, unless npm ran
 * with --ignore-scripts. False when links are missing and the place is read-only.
 */
export function ensureLibraryLinks(packageDirectory: string): boolean {
  try {
    for (const link of readLinks(packageDirectory)) {
      const target = join(packageDirectory, link.target);
      const present = lstatSync(target, { throwIfNoEntry: false }) !== undefined;
      if (!present && dirname(link.source) === dirname(link.target)) makeLink(link, target);
    }
    return true;
  } catch (error) {
    if (isSystemError(error, 'EROFS', 'EACCES', 'EPERM')) return false;
    throw error;
  }
}
