import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Config, readEnvFile } from '../../config';
import { assertKnownDialects } from '../../server';
import { SETTING_NAMES } from '../../settings/settings';
import { doubtful, type Finding, fine } from './finding';

/** What stands in `.env.example` for others than the server. */
const OF_OTHERS = ['POSTGRES_PASSWORD', 'GRAFANA_PASSWORD'];

const unknownNames = (path: string): string[] =>
  Object.keys(readEnvFile(path)).filter((name) => !SETTING_NAMES.includes(name) && !OF_OTHERS.includes(name));

const WILDCARDS = ['0.0.0.0', '::'];

/** Who gets to the metrics that is perhaps not meant to. */
const examineMetrics = ({ metrics: { token, bind }, trustProxy }: Config): Finding[] => {
  if (token !== null) return [];
  if (bind && WILDCARDS.includes(bind.host))
    return [
      doubtful(
        'METRICS_BIND',
        'everybody who reaches that port of this machine reads the metrics',
        'set METRICS_TOKEN, or see that no network leads to the port',
      ),
    ];
  if (bind || trustProxy === false) return [];
  return [
    doubtful(
      'METRICS_TOKEN',
      'a proxy is in front, and one on this machine that names no caller opens /metrics to all of its own',
      'set METRICS_TOKEN or METRICS_BIND, or do not pass /metrics on',
    ),
  ];
};

/** Settings that are fit for use, and what of them has no effect. Throws a `ConfigError` for those that are not. */
export const examineSettings = (config: Config): Finding[] => {
  assertKnownDialects(config);
  const { isProduction } = config;
  const path = resolve('.env');
  const unknown = unknownNames(path);
  const source = existsSync(path) ? `the environment and ${path}` : 'the environment; no .env file here';
  const mode = isProduction ? 'production' : 'development';
  return [
    fine('settings', `for ${mode}, from ${source}`),
    ...(unknown.length > 0
      ? [doubtful('.env', `nobody reads ${unknown.join(', ')}`, 'compare the spelling with .env.example')]
      : []),
    ...examineMetrics(config),
  ];
};
