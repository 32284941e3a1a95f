import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, startChild } from './child';
import type { CleanUp } from './clean-up';

/** Signs access tokens, those of the baseline too. */
export const JWT_SECRET = 'only-for-benchmarks-0123456789-abcdefghij';
/** An API token of the administrator that nothing limits. */
export const ADMIN_TOKEN = 'only-for-benchmarks-token-0123456789';
export const ADMIN_PASSWORD = 'only-for-benchmarks';

const NO_LIMIT = '1000000000';

/** Everything that a release has switched on is on: log, limits, usage, audit. The limits are only never reached. */
export const SETTINGS: Readonly<Record<string, string>> = {
  PORT: '0',
  JWT_SECRET,
  ADMIN_TOKEN,
  ADMIN_PASSWORD,
  LOG_LEVEL: 'info',
  RATE_LIMIT_SESSION_PER_MIN: NO_LIMIT,
  RATE_LIMIT_ANONYMOUS_PER_MIN: NO_LIMIT,
};

/** The compiled files of the benchmark, and above them the root of the project. */
export const ROOT = join(__dirname, '..', '..');

const COMMAND = join(ROOT, 'bin', 'roster.js');

/** How a server is to be started. */
export interface RosterOptions {
  /** Where its log goes. */
  readonly place: string;
  readonly settings: Readonly<Record<string, string>>;
  /** What is run; `roster serve` unless said. */
  readonly args?: readonly string[];
}

/** Starts Roster on a database, and waits until it is ready. */
export const startRosterChild = (
  databaseUrl: string,
  { place, settings, args = [COMMAND, 'serve'] }: RosterOptions,
  cleanUp: CleanUp,
): Promise<Child> => {
  const own = mkdtempSync(join(place, 'roster-'));
  const environment = { ...SETTINGS, DATABASE_URL: databaseUrl, DATA_DIR: own, ...settings };
  return startChild({ args, environment, logFile: join(own, 'access.log') }, cleanUp);
};
