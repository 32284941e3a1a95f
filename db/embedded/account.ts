import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './errors';

/** The operating-system user that initdb and postgres run as when Roster itself runs as root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** True for root on a POSIX system; Postgres refuses to run as root. */
function isRoot(): boolean {
  return process.getuid?.() === 0;
}

// A cluster is opened by its owner whoever the passwd file would name today: the choice between `postgres` and
// `nobody` may change between two starts, and root may be handed a directory that an ordinary user made.
function ownerOfCluster(clusterDirectory: string): Account | undefined {
  const version = lstatSync(join(clusterDirectory, 'PG_VERSION'), { throwIfNoEntry: false });
  return version === undefined || version.uid === 0 ? undefined : { uid: version.uid, gid: version.gid };
}

function readPasswd(): string {
  try {
    return readFileSync('/etc/passwd', 'utf8');
  } catch {
    return '';
  }
}

function accountNamed(name: string, passwd: string): Account | undefined {
  const line = passwd.split('\n').find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined) return undefined;
  // macOS writes nobody's id as -2; the system calls want it unsigned.
  const account = { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 };
  return account.uid === 0 ? undefined : account;
}

/**
 * Who runs the database: undefined for "whoever runs Roster", an unprivileged account when that is root.
 * The host's users are only read. Throws EmbeddedPostgresError when root has nobody to hand over to.
 */
export function databaseAccount(clusterDirectory: string): Account | undefined {
  if (!isRoot()) return undefined;
  const passwd = readPasswd();
  const account =
    ownerOfCluster(clusterDirectory) ?? accountNamed('postgres', passwd) ?? accountNamed('nobody', passwd);
  if (account !== undefined) return account;
  throw new EmbeddedPostgresError(
    'Postgres does not run as root and this system has neither a user "postgres" nor "nobody": start Roster as an ordinary user or set DATABASE_URL',
  );
}
