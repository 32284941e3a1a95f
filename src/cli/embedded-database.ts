import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config';
import { CommandError } from './command-error';

/** Whether nothing stands in it. Where we may not look, somebody else's database does: opening it tells whose. */
const isEmpty = (directory: string): boolean => {
  try {
    return readdirSync(directory).length === 0;
  } catch {
    return false;
  }
};

/** Whether the settings want an embedded database that is not there yet: opening it would make it. */
export const isNotMadeYet = ({ database, dataDir }: Pick<Config, 'database' | 'dataDir'>): boolean => {
  const directory = join(dataDir, 'postgres');
  return database.url === null && (!existsSync(directory) || isEmpty(directory));
};

/** Throws a `CommandError` where `isNotMadeYet`: a mistyped DATA_DIR must not look like an empty directory. */
export const assertMade = (config: Pick<Config, 'database' | 'dataDir'>): void => {
  if (!isNotMadeYet(config)) return;
  throw new CommandError(
    `there is no database in ${config.dataDir}: set DATA_DIR to where it is; the server's first start or \`roster migrate\` makes a new one`,
  );
};
