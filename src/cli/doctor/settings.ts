import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Config, readEnvFile } from '../../config';
import { assertKnownDialects } from '../../server';
import { SETTING_NAMES } from '../../settings';
import { doubtful, type Finding, fine } from './finding';

/** What stands in `.env.example` for others than the server. */
const OF_OTHERS = ['POSTGRES_PASSWORD'];

const unknownNames = (path: string): string[] =>
  Object.keys(readEnvFile(path)).filter((name) => !SETTING_NAMES.includes(name) && !OF_OTHERS.includes(name));

/** Settings that are fit for use, and what of them has no effect. Throws a `ConfigError` for those that are not. */
export const examineSettings = (config: Config): Finding[] => {
  assertKnownDialects(config);
  const { isProduction, redisUrl } = config;
  const path = resolve('.env');
  const unknown = unknownNames(path);
  const source = existsSync(path) ? `the environment and ${path}` : 'the environment; no .env file here';
  const mode = isProduction ? 'production' : 'development';
  return [
    fine('settings', `for ${mode}, from ${source}`),
    ...(unknown.length > 0
      ? [doubtful('.env', `nobody reads ${unknown.join(', ')}`, 'compare the spelling with .env.example')]
      : []),
    ...(redisUrl === null
      ? []
      : [
          doubtful(
            'REDIS_URL',
            'not used yet: limits by the minute are counted in each process',
            'leave it empty',
          ),
        ]),
  ];
};
