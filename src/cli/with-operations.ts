import { createPool } from '../../db/pool';
import { createLogger } from '../adapters/logger';
import { type Config, readConfig } from '../config';
import { bringUpToDate, openDatabase } from '../database';
import { type Wiring, wire } from '../wiring';
import { toCommandError } from './refusal';

/**
 * Runs a command on the directory: joined to the database of a running server where there is one, else on an embedded
 * Postgres started for as long as the command takes. What it changes holds on a running server's next request. Throws a `CommandError` for
 * what an operation refuses.
 */
export const withOperations = async <T>(work: (wiring: Wiring, config: Config) => Promise<T>): Promise<T> => {
  const config = readConfig();
  const logger = createLogger({
    level: 'warn',
    isPretty: false,
    destination: { write: (line) => process.stderr.write(line) },
  });
  const database = await openDatabase(config, 'command');
  const pool = createPool({
    url: database.url,
    max: 2,
    onIdleError: (error) => logger.warn({ err: error }, 'database'),
  });
  try {
    await bringUpToDate(database.url);
    return await work(wire(pool, config, logger), config);
  } catch (error) {
    throw toCommandError(error);
  } finally {
    await pool.end();
    await database.stop();
  }
};
