import { followDatabaseClock } from '../../db/database-clock';
import { createPool } from '../../db/pool';
import { hearAccessChanges } from '../access-changes';
import { createLogger } from '../adapters/logger';
import { type Config, readConfig } from '../config';
import { bringUpToDate, openDatabase } from '../database';
import { type Wiring, wire } from '../wiring';
import { assertMade } from './embedded-database';
import { toCommandError } from './refusal';

interface Manner {
  /** Whether an embedded database that is not there is made. */
  readonly makesDatabase: boolean;
}

/** For commands with which a directory may begin. */
export const MAKES_DATABASE: Manner = { makesDatabase: true };

/**
 * Runs a command on the directory: joined to the database of a running server where there is one, else on an embedded
 * Postgres started for as long as the command takes. What it changes holds on a running server's next request. Throws a `CommandError` for
 * what an operation refuses, and where there is no database yet, unless it is to be made.
 */
export const withOperations = async <T>(
  work: (wiring: Wiring, config: Config) => Promise<T>,
  { makesDatabase }: Manner = { makesDatabase: false },
): Promise<T> => {
  const config = readConfig();
  if (!makesDatabase) assertMade(config);
  const logger = createLogger({
    level: 'warn',
    isPretty: false,
    destination: { write: (line) => process.stderr.write(line) },
  });
  const database = await openDatabase(config, 'command');
  const pool = createPool({
    url: database.url,
    isPooled: database.isPooled,
    max: 2,
    onIdleError: (error) => logger.warn({ err: error }, 'database'),
  });
  try {
    await bringUpToDate(database.directUrl);
    const clock = await followDatabaseClock(pool);
    const wiring = wire(pool, config, logger, clock);
    const listener = hearAccessChanges(database.directUrl, wiring.verdicts, logger);
    try {
      await listener.present;
      return await work(wiring, config);
    } finally {
      clock.stop();
      await listener.stop();
    }
  } catch (error) {
    throw toCommandError(error);
  } finally {
    await pool.end();
    await database.stop();
  }
};
