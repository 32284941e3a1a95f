import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import Joi from 'joi';
import type { PasswordRules } from './domain/ports';
import type { SignInLimits } from './domain/sign-in';
import { OTP_SCHEMA, type OtpConfig, type OtpSettings, toOtpConfig } from './otp-settings';
import { PASSWORD_SCHEMA, type PasswordSettings, toPasswordRules } from './password-settings';
import { apiToken, list, origins, proxy, rate, seconds, secret, url } from './setting-rules';
import { SIGN_IN_SCHEMA, type SignInSettings, toSignInLimits } from './sign-in-settings';

/** The settings of a process, checked. Made from the environment by `readConfig` and nowhere else. */
export interface Config {
  readonly isProduction: boolean;
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly database: { readonly url: string | null; readonly poolMax: number };
  readonly redisUrl: string | null;
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
  readonly logLevel: string;
  /** Null: all there are. */
  readonly dialects: readonly string[] | null;
  readonly accessTokenTtlSeconds: number;
  readonly refreshTokenTtlSeconds: number;
  readonly sessionMaxAgeSeconds: number;
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

/** What people copy from examples. Whoever knows it can sign tokens, so production refuses it. */
const SAMPLE_SECRETS =
  /^(.)\1*$|change.?me|replace.?(this|me)|your.?(jwt|secret)|example|sample|default.?secret|supersecret/i;

const MIN_PRODUCTION_COST = 10;
const DAY_SECONDS = 86_400;

/** Every setting with its default. An unknown name is nobody's business: the environment is full of them. */
const SCHEMA = Joi.object({
  NODE_ENV: Joi.string().default('development'),
  HOST: Joi.string().default('127.0.0.1'),
  PORT: Joi.number().port().default(3000),
  DATA_DIR: Joi.string().default('.data'),
  DATABASE_URL: url('postgres', 'postgresql'),
  DATABASE_POOL_MAX: Joi.number().integer().min(1).max(1000).default(10),
  REDIS_URL: url('redis', 'rediss'),
  JWT_SECRET: Joi.string().custom(secret),
  JWT_SECRET_PREVIOUS: Joi.string().custom(secret),
  ADMIN_USERNAME: Joi.string().default('admin'),
  ADMIN_EMAIL: Joi.string().default('admin@example.com'),
  ADMIN_PASSWORD: Joi.string(),
  ADMIN_TOKEN: Joi.string()
    .min(32)
    .max(512)
    .pattern(/^[A-Za-z0-9._~+/=-]+$/)
    .messages({ 'string.pattern.base': '{#label} may hold letters, digits and ._~+/=- only' })
    .custom(apiToken),
  BCRYPT_COST: Joi.number().integer().min(4).max(15).default(12),
  RATE_LIMIT_DEFAULT_PER_MIN: rate(60),
  RATE_LIMIT_DEFAULT_PER_DAY: rate(1000),
  RATE_LIMIT_SESSION_PER_MIN: rate(100),
  RATE_LIMIT_ANONYMOUS_PER_MIN: rate(60),
  TRUST_PROXY: Joi.string().custom(proxy).default(false),
  CORS_ORIGINS: Joi.string().custom(origins).default([]),
  LOG_LEVEL: Joi.string().valid('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent').default('info'),
  DIALECTS: Joi.string().custom(list).default(['all']),
  ACCESS_TOKEN_TTL: seconds(3600, DAY_SECONDS),
  REFRESH_TOKEN_TTL: seconds(7 * DAY_SECONDS, 365 * DAY_SECONDS),
  SESSION_MAX_AGE: seconds(30 * DAY_SECONDS, 365 * DAY_SECONDS),
  ...SIGN_IN_SCHEMA,
  ...PASSWORD_SCHEMA,
  ...OTP_SCHEMA,
});

/** The names of all settings, of which `.env.example` tells. */
export const SETTING_NAMES: readonly string[] = Object.keys(SCHEMA.describe()['keys'] as object);

interface Settings extends OtpSettings, PasswordSettings, SignInSettings {
  readonly NODE_ENV: string;
  readonly HOST: string;
  readonly PORT: number;
  readonly DATA_DIR: string;
  readonly DATABASE_URL?: string;
  readonly DATABASE_POOL_MAX: number;
  readonly REDIS_URL?: string;
  readonly JWT_SECRET?: string;
  readonly JWT_SECRET_PREVIOUS?: string;
  readonly ADMIN_USERNAME: string;
  readonly ADMIN_EMAIL: string;
  readonly ADMIN_PASSWORD?: string;
  readonly ADMIN_TOKEN?: string;
  readonly BCRYPT_COST: number;
  readonly RATE_LIMIT_DEFAULT_PER_MIN: number;
  readonly RATE_LIMIT_DEFAULT_PER_DAY: number;
  readonly RATE_LIMIT_SESSION_PER_MIN: number;
  readonly RATE_LIMIT_ANONYMOUS_PER_MIN: number;
  readonly TRUST_PROXY: boolean | number | string;
  readonly CORS_ORIGINS: readonly string[];
  readonly LOG_LEVEL: string;
  readonly DIALECTS: readonly string[];
  readonly ACCESS_TOKEN_TTL: number;
  readonly REFRESH_TOKEN_TTL: number;
  readonly SESSION_MAX_AGE: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

const withoutEmpty = (environment: Environment): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );

const assertFitForProduction = (settings: Settings): void => {
  if (settings.NODE_ENV !== 'production') return;
  const { JWT_SECRET, JWT_SECRET_PREVIOUS, BCRYPT_COST } = settings;
  if (!JWT_SECRET)
    throw new ConfigError('JWT_SECRET is required when NODE_ENV=production: set 32 random bytes or more');
  const sample = Object.entries({ JWT_SECRET, JWT_SECRET_PREVIOUS }).find(([, value]) =>
    SAMPLE_SECRETS.test(value ?? ''),
  );
  if (sample) {
    throw new ConfigError(
      `${sample[0]} looks like a sample value: set 32 random bytes or more, such as from \`openssl rand -base64 48\``,
    );
  }
  if (BCRYPT_COST < MIN_PRODUCTION_COST) {
    throw new ConfigError(`BCRYPT_COST must be at least ${MIN_PRODUCTION_COST} when NODE_ENV=production`);
  }
};

const toConfig = (settings: Settings): Config => ({
  isProduction: settings.NODE_ENV === 'production',
  host: settings.HOST,
  port: settings.PORT,
  dataDir: resolve(settings.DATA_DIR),
  database: { url: settings.DATABASE_URL ?? null, poolMax: settings.DATABASE_POOL_MAX },
  redisUrl: settings.REDIS_URL ?? null,
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
  logLevel: settings.LOG_LEVEL,
  dialects: settings.DIALECTS.includes('all') || settings.DIALECTS.length === 0 ? null : settings.DIALECTS,
  accessTokenTtlSeconds: settings.ACCESS_TOKEN_TTL,
  refreshTokenTtlSeconds: settings.REFRESH_TOKEN_TTL,
  sessionMaxAgeSeconds: settings.SESSION_MAX_AGE,
  signIn: toSignInLimits(settings),
  refreshGraceSeconds: settings.REFRESH_GRACE,
  hashQueue: { maxQueue: settings.PASSWORD_HASH_QUEUE, maxWaitMs: settings.PASSWORD_HASH_WAIT * 1000 },
  passwords: toPasswordRules(settings),
  otp: toOtpConfig(settings),
});

/** The settings in an environment; an empty value counts as absent. Throws a `ConfigError` whose message is one line. */
export const parseConfig = (environment: Environment): Config => {
  const { value, error } = SCHEMA.validate(withoutEmpty(environment), {
    stripUnknown: true,
    abortEarly: true,
    errors: { wrap: { label: false } },
  });
  // joi quotes the value where it is no secret to begin with; settings are never echoed here.
  if (error) throw new ConfigError(error.message.replace(/\s+/g, ' '));
  const settings = value as Settings;
  assertFitForProduction(settings);
  return toConfig(settings);
};

const readEnvFile = (path: string): Environment => {
  try {
    return parseEnv(readFileSync(path, 'utf8')) as Environment;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new ConfigError(`cannot read ${path}: ${(error as Error).message}`);
  }
};

/** The settings of this process: its environment, over a `.env` file in the working directory where there is one. */
export const readConfig = (): Config =>
  parseConfig({ ...readEnvFile(resolve('.env')), ...withoutEmpty(process.env) });
