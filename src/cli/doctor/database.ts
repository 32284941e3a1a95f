import { join } from 'node:path';
import { databaseAccount } from '../../../db/embedded/account';
import { findPlatformPackage } from '../../../db/embedded/platform-package';
import { inspectDatabase } from '../../../db/inspect';
import { createPool } from '../../../db/pool';
import type { Config } from '../../config';
import { type Database, openDatabase } from '../../database';
import { isNotMadeYet } from '../embedded-database';
import { isUsable } from './data-directory';
import { judgeDatabase } from './database-findings';
import { broken, type Finding, fine } from './finding';

/** A database that the first start will make. Throws where it could not. */
const notMadeYet = (dataDir: string): Finding => {
  if (!isUsable(dataDir))
    return broken(
      'database',
      `none yet, and none can be made in ${dataDir}`,
      'see what is said of the data directory here',
    );
  databaseAccount(join(dataDir, 'postgres'));
  const { version } = findPlatformPackage();
  return fine('database', `none yet: the first start makes one of the embedded Postgres (${version})`);
};

const look = async ({ url, isPooled, isEmbedded }: Database): Promise<Finding[]> => {
  const pool = createPool({ url, isPooled, max: 1, onIdleError: () => undefined });
  try {
    // The first question pays for the connection; the clocks are compared by the second.
    await inspectDatabase(pool);
    const before = Date.now();
    const state = await inspectDatabase(pool);
    const after = Date.now();
    const name = isEmbedded ? 'embedded Postgres' : 'Postgres of DATABASE_URL:';
    const answers = fine('database', `${name} ${state.version} answers in ${after - before} ms`);
    return [answers, ...judgeDatabase(state, state.now - (before + after) / 2)];
  } finally {
    await pool.end();
  }
};

/**
 * Looks at the database of the settings without changing anything in it. An embedded one that is there and does not run is
 * started for the look; one that is not there is not made. Throws where it cannot be used.
 */
export const examineDatabase = async (config: Config): Promise<Finding[]> => {
  if (isNotMadeYet(config)) return [notMadeYet(config.dataDir)];
  const database = await openDatabase(config, 'command');
  try {
    return await look(database);
  } finally {
    await database.stop();
  }
};
