import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import type { PasswordRules } from './domain/ports';
import type { SignInLimits } from './domain/sign-in';
import { type DatabaseConfig, toDatabaseConfig } from './settings/database';
import { type OtpConfig, toOtpConfig } from './settings/otp';
import { toPasswordRules } from './settings/password';
import { productionProblem } from './settings/production';
import { SETTINGS_SCHEMA, type Settings } from './settings/settings';
import { type RedisConfig, toRedisConfig } from './settings/shared-limits';
import { toSignInLimits } from './settings/sign-in';
import { type SignalsConfig, toSignalsConfig } from './settings/signal';

/** The settings of a process, checked. Made from the environment by `readConfig` and nowhere else. */
export interface Config extends SignalsConfig {
  readonly isProduction: boolean;
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly database: DatabaseConfig;
  readonly redis: RedisConfig;
  /** Null: made and kept in the data directory. */
  readonly jwtSecret: string | null;
  /** The secret before this one: verifies access tokens, never signs. */
  readonly jwtSecretPrevious: string | null;
  readonly admin: {
    readonly username: string;
    readonly email: string;
    readonly password: string | null;
    readonly token: string | null;
  };
  readonly bcryptCost: number;
  readonly rateLimits: {
    readonly perMinute: number;
    readonly perDay: number;
    readonly sessionPerMinute: number;
    readonly anonymousPerMinute: number;
  };
  /** Express's `trust proxy`: false, a number of hops, or a list of addresses. */
  readonly trustProxy: boolean | number | string;
  readonly corsOrigins: readonly string[];
  /** 0: browsers are not told to ask by HTTPS alone. */
  readonly hstsMaxAgeSeconds: number;
  readonly logLevel: string;
  /** Null: all there are. */
  readonly dialects: readonly string[] | null;
  /** Where the ends of spellings are planned; null: nowhere but in the table. */
  readonly lifecycleFile: string | null;
  readonly accessTokenTtlSeconds: number;
  readonly refreshTokenTtlSeconds: number;
  readonly sessionMaxAgeSeconds: number;
  readonly usageKeepDays: number;
  readonly idempotencyKeepHours: number;
  readonly signIn: SignInLimits;
  readonly refreshGraceSeconds: number;
  readonly hashQueue: { readonly maxQueue: number; readonly maxWaitMs: number };
  readonly passwords: PasswordRules;
  readonly otp: OtpConfig;
}

/** Settings that cannot be used; the message is one line for the person who set them. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

type Environment = Readonly<Record<string, string | undefined>>;

const withoutEmpty = (environment: Environment): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );

const toConfig = (settings: Settings): Config => ({
  isProduction: settings.NODE_ENV === 'production',
  host: settings.HOST,
  port: settings.PORT,
  dataDir: resolve(settings.DATA_DIR),
  database: toDatabaseConfig(settings),
  redis: toRedisConfig(settings),
  jwtSecret: settings.JWT_SECRET ?? null,
  jwtSecretPrevious: settings.JWT_SECRET_PREVIOUS ?? null,
  admin: {
    username: settings.ADMIN_USERNAME,
    email: settings.ADMIN_EMAIL,
    password: settings.ADMIN_PASSWORD ?? null,
    token: settings.ADMIN_TOKEN ?? null,
  },
  bcryptCost: settings.BCRYPT_COST,
  rateLimits: {
    perMinute: settings.RATE_LIMIT_DEFAULT_PER_MIN,
    perDay: settings.RATE_LIMIT_DEFAULT_PER_DAY,
    sessionPerMinute: settings.RATE_LIMIT_SESSION_PER_MIN,
    anonymousPerMinute: settings.RATE_LIMIT_ANONYMOUS_PER_MIN,
  },
  trustProxy: settings.TRUST_PROXY,
  corsOrigins: settings.CORS_ORIGINS,
  hstsMaxAgeSeconds: settings.HSTS_MAX_AGE,
  logLevel: settings.LOG_LEVEL,
  dialects: settings.DIALECTS.includes('all') ? null : settings.DIALECTS.filter((name) => name !== 'none'),
  lifecycleFile: settings.LIFECYCLE_FILE === undefined ? null : resolve(settings.LIFECYCLE_FILE),
  accessTokenTtlSeconds: settings.ACCESS_TOKEN_TTL,
  refreshTokenTtlSeconds: settings.REFRESH_TOKEN_TTL,
  sessionMaxAgeSeconds: settings.SESSION_MAX_AGE,
  usageKeepDays: settings.USAGE_KEEP_DAYS,
  idempotencyKeepHours: settings.IDEMPOTENCY_KEEP_HOURS,
  signIn: toSignInLimits(settings),
  refreshGraceSeconds: settings.REFRESH_GRACE,
  hashQueue: { maxQueue: settings.PASSWORD_HASH_QUEUE, maxWaitMs: settings.PASSWORD_HASH_WAIT * 1000 },
  passwords: toPasswordRules(settings),
  otp: toOtpConfig(settings),
  ...toSignalsConfig(settings),
});

/** The settings in an environment; an empty value counts as absent. Throws a `ConfigError` whose message is one line. */
export const parseConfig = (environment: Environment): Config => {
  const { value, error } = SETTINGS_SCHEMA.validate(withoutEmpty(environment), {
    stripUnknown: true,
    abortEarly: true,
    errors: { wrap: { label: false } },
  });
  // joi quotes the value where it is no secret to begin with; settings are never echoed here.
  if (error) throw new ConfigError(error.message.replace(/\s+/g, ' '));
  const settings = value as Settings;
  const problem = settings.NODE_ENV === 'production' ? productionProblem(settings) : null;
  if (problem !== null) throw new ConfigError(problem);
  return toConfig(settings);
};

/** The settings in a `.env` file; none where it is not there. Throws a `ConfigError` where it cannot be read. */
export const readEnvFile = (path: string): Environment => {
  try {
    return parseEnv(readFileSync(path, 'utf8')) as Environment;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new ConfigError(`cannot read ${path}: ${(error as Error).message}`);
  }
};

const environmentHere = (): Environment => ({
  ...readEnvFile(resolve('.env')),
  ...withoutEmpty(process.env),
});

/** The one setting that commands about the route table read, whatever the others are. Throws a `ConfigError` as `readEnvFile` does. */
export const readLifecycleFile = (): string | null => {
  const { LIFECYCLE_FILE: path } = environmentHere();
  return path ? resolve(path) : null;
};

/** The settings of this process: its environment, over a `.env` file in the working directory where there is one. */
export const readConfig = (): Config => parseConfig(environmentHere());
