import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Account, databaseAccount } from './account';
import { findBinaries } from './binaries';
import { type Cluster, MAJOR_VERSION } from './cluster';
import { createCluster } from './create-cluster';
import { EmbeddedPostgresError, isSystemError } from './errors';
import { readOrCreateSecret } from './secret-file';
import { removeAbandoned } from './staging';

const PASSABLE = 0o011;

function makeDirectory(directory: string): void {
  mkdirSync(dirname(directory), { recursive: true });
  try {
    mkdirSync(directory, { mode: 0o700 });
  } catch (error) {
    if (!isSystemError(error, 'EEXIST') || !statSync(directory).isDirectory()) throw error;
  }
}

// Only bits that let others pass through are added, only here, and only to root's own directory.
function makePassable(directory: string, account: Account | undefined): void {
  const { uid, mode } = statSync(directory);
  if (account === undefined || uid !== 0 || (mode & PASSABLE) === PASSABLE) return;
  chmodSync(directory, (mode & 0o7777) | PASSABLE);
}

// Postgres opens what its own major version has made. Its rows come across in a backup, which knows no version.
function cannotOpen(directory: string, version: string): EmbeddedPostgresError {
  const wayOut =
    Number(version) > Number(MAJOR_VERSION)
      ? 'run the release that made it, or a later one'
      : 'run `roster backup` with the release that made it, then `roster restore <file>` with this one and a new DATA_DIR';
  return new EmbeddedPostgresError(
    `${directory} was made by Postgres ${version} and this is Postgres ${MAJOR_VERSION}: ${wayOut}; nothing is changed (docs/backup.md)`,
  );
}

/** True when there is a cluster; throws EmbeddedPostgresError when there is something else in its place. */
function hasCluster(directory: string): boolean {
  if (!existsSync(directory) || readdirSync(directory).length === 0) return false;
  const file = join(directory, 'PG_VERSION');
  const version = existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
  if (version === MAJOR_VERSION) return true;
  if (version !== undefined) throw cannotOpen(directory, version);
  throw new EmbeddedPostgresError(
    `${directory} is not a Postgres data directory: move it away or choose another DATA_DIR`,
  );
}

// New passwords for an existing cluster would only be refused by it.
function requireSecret(file: string): void {
  if (existsSync(file)) return;
  throw new EmbeddedPostgresError(
    `${file} is missing, and the database beside it cannot be opened without: restore that file from a backup`,
  );
}

/**
 * Makes a data directory fit for use: the directory itself (0700, for root 0711), the passwords (0600), the programs,
 * and on first use the cluster. Several processes may do so at once.
 */
export async function prepareDataDirectory(
  dataDirectory: string,
  onLog: (line: string) => void,
): Promise<Cluster> {
  const dataDir = resolve(dataDirectory);
  const directory = join(dataDir, 'postgres');
  const passwordFile = join(dataDir, 'postgres-password');
  const superuserPasswordFile = join(dataDir, 'postgres-superuser-password');
  // Before anything is made or changed there; a first start at the same moment may make it only after this.
  hasCluster(directory);
  makeDirectory(dataDir);
  const account = databaseAccount(directory);
  makePassable(dataDir, account);
  removeAbandoned(dataDir, 'postgres');
  const exists = hasCluster(directory);
  if (exists) for (const file of [passwordFile, superuserPasswordFile]) requireSecret(file);
  const cluster: Cluster = {
    dataDir,
    directory,
    logFile: join(dataDir, 'postgres.log'),
    account,
    binaries: findBinaries(account),
    password: readOrCreateSecret(passwordFile),
    superuserPassword: readOrCreateSecret(superuserPasswordFile),
  };
  if (exists) return cluster;
  onLog(`making a new database in ${directory}`);
  await createCluster(cluster);
  return cluster;
}
