import { type Config, ConfigError, readConfig } from '../../config';
import { toCommandError } from '../refusal';
import { examineDataDirectory } from './data-directory';
import { examineDatabase } from './database';
import { examineDisk } from './disk';
import { broken, type Finding } from './finding';
import { examineHashing } from './hashing';
import { examineLifecycle } from './lifecycle';
import { examinePort } from './port';
import { examineRedis } from './redis';
import { examineRoutes } from './routes';
import { examineSecrets } from './secrets';
import { examineSettings } from './settings';

interface Examination {
  readonly what: string;
  readonly examine: (config: Config) => readonly Finding[] | Promise<readonly Finding[]>;
  /** What to do where it throws; absent where its errors say so themselves. */
  readonly advice?: (config: Config) => string | null;
}

const CORRECT_SETTINGS = 'correct it in the environment or in .env; .env.example explains each setting';

const CORRECT_FILE =
  'correct the file, or unset LIFECYCLE_FILE: the server does not start; docs/lifecycle.md explains it';

/** In the order in which one thing rests on another. */
const EXAMINATIONS: readonly Examination[] = [
  { what: 'settings', examine: examineSettings, advice: () => CORRECT_SETTINGS },
  { what: 'JWT_SECRET', examine: examineSecrets },
  { what: 'routes', examine: (config) => examineRoutes(config) },
  { what: 'LIFECYCLE_FILE', examine: examineLifecycle, advice: () => CORRECT_FILE },
  { what: 'data directory', examine: examineDataDirectory },
  { what: 'disk space', examine: examineDisk },
  {
    what: 'database',
    examine: examineDatabase,
    advice: ({ database }) =>
      database.url === null
        ? null
        : 'see that it runs and lets this user in; without DATABASE_URL, Roster brings its own',
  },
  { what: 'REDIS_URL', examine: examineRedis },
  { what: 'port', examine: examinePort },
  { what: 'passwords', examine: examineHashing },
];

const reasonOf = (thrown: unknown): string => {
  const error = toCommandError(thrown);
  return (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ');
};

/** A look that fails has found something: whatever it throws stands among the findings. */
const lookAt = async (
  { what, examine, advice }: Examination,
  config: Config,
): Promise<readonly Finding[]> => {
  try {
    return await examine(config);
  } catch (error) {
    return [broken(what, reasonOf(error), advice?.(config) ?? null)];
  }
};

/**
 * Looks at everything that the server of these settings rests on, and changes none of it. Never throws. Where the settings
 * cannot be read there is little else to look at.
 */
export const examineAll = async (): Promise<readonly Finding[]> => {
  let config: Config;
  try {
    config = readConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [broken('settings', error.message, `${CORRECT_SETTINGS}, then ask again`), ...examineRoutes(null)];
  }
  const findings: Finding[] = [];
  for (const examination of EXAMINATIONS) findings.push(...(await lookAt(examination, config)));
  return findings;
};
