import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATABASE } from '../../db/embedded/cluster';
import { startEmbeddedPostgres } from '../../db/embedded/embedded-postgres';
import { LOOPBACK } from '../../db/embedded/port';
import { type PostmasterFile, readPostmasterFile } from '../../db/embedded/postmaster-file';
import { isRunning } from '../../db/embedded/process-state';
import type { CleanUp } from '../clean-up';
import { killAll } from './kill-all';

/** What the Postgres of a data directory has noted of itself; it may be gone. Throws an `Error` where there is nothing. */
export const postmasterIn = (dataDir: string): PostmasterFile => {
  const file = readPostmasterFile(join(dataDir, 'postgres'));
  if (!file) throw new Error(`no Postgres runs on ${dataDir}`);
  return file;
};

/** Where the database of a data directory is reached while its Postgres runs, whoever started it. */
export const databaseIn = (dataDir: string): string => {
  const password = readFileSync(join(dataDir, 'postgres-password'), 'utf8').trim();
  return `postgres://${DATABASE}:${password}@${LOOPBACK}:${postmasterIn(dataDir).port}/${DATABASE}`;
};

/** kill -9 of a data directory's postmaster and all its processes. */
export const killPostgresIn = (dataDir: string): void => {
  const { pid } = postmasterIn(dataDir);
  if (isRunning(pid)) killAll(pid);
};

/** Has the Postgres that killed servers left behind stopped at the end. */
export const stopRemains = (dataDir: string, cleanUp: CleanUp): void => {
  cleanUp.add(async () => {
    if (!readPostmasterFile(join(dataDir, 'postgres'))) return;
    const remains = await startEmbeddedPostgres({ dataDir, role: 'command' });
    await remains.stop();
  });
};
