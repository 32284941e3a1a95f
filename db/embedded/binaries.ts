import { join } from 'node:path';
import type { Account } from './account';
import { copyBinaries } from './binaries-copy';
import { ensureLibraryLinks } from './library-links';
import { findPlatformPackage } from './platform-package';
import { isUsable } from './reach';

/** Full paths of Postgres's programs. There is no psql and no pg_dump among them. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

// A look at one program and the two trees it reads is enough: npm gives a package's files one owner and one umask.
function canUse(packageDirectory: string, account: Account | undefined): boolean {
  if (account === undefined) return true;
  return ['bin/postgres', 'lib', 'share'].every((part) =>
    isUsable(join(packageDirectory, 'native', part), account),
  );
}

/**
 * Finds Postgres's programs where `account` can run them: in node_modules, else in a copy outside (a checkout below
 * /root, or a read-only one whose library links were never made). Throws EmbeddedPostgresError when there are none.
 */
export function findBinaries(account: Account | undefined): Binaries {
  const installed = findPlatformPackage();
  const linked = ensureLibraryLinks(installed.directory);
  const usable = linked && canUse(installed.directory, account);
  const directory = usable ? installed.directory : copyBinaries(installed, account);
  const program = (name: string): string =>
    join(directory, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}
