import Joi from 'joi';
import { DAY_SECONDS, HOUR_SECONDS } from '../domain/durations';
import { DATABASE_SCHEMA, type DatabaseSettings } from './database';
import { OTP_SCHEMA, type OtpSettings } from './otp';
import { PASSWORD_SCHEMA, type PasswordSettings } from './password';
import { apiToken, list, origins, proxy, rate, seconds, secret, whole } from './rules';
import { SHARED_LIMITS_SCHEMA, type SharedLimitsSettings } from './shared-limits';
import { SIGN_IN_SCHEMA, type SignInSettings } from './sign-in';
import { SIGNAL_SCHEMA, type SignalSettings } from './signal';

/** Every setting with its default, as it stands in the environment. An unknown name is nobody's business: the environment is full of them. */
export const SETTINGS_SCHEMA = Joi.object({
  NODE_ENV: Joi.string().default('development'),
  HOST: Joi.string().default('127.0.0.1'),
  PORT: Joi.number().port().default(3000),
  DATA_DIR: Joi.string().default('.data'),
  ...DATABASE_SCHEMA,
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
  BCRYPT_COST: whole(12, 4, 15),
  RATE_LIMIT_DEFAULT_PER_MIN: rate(60),
  RATE_LIMIT_DEFAULT_PER_DAY: rate(1000),
  RATE_LIMIT_SESSION_PER_MIN: rate(100),
  RATE_LIMIT_ANONYMOUS_PER_MIN: rate(60),
  TRUST_PROXY: Joi.string().custom(proxy).default(false),
  CORS_ORIGINS: Joi.string().custom(origins).default([]),
  HSTS_MAX_AGE: whole(0, 0, 2 * 365 * DAY_SECONDS),
  LOG_LEVEL: Joi.string().valid('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent').default('info'),
  DIALECTS: Joi.string().custom(list).default(['all']),
  LIFECYCLE_FILE: Joi.string(),
  ACCESS_TOKEN_TTL: seconds(HOUR_SECONDS, DAY_SECONDS),
  REFRESH_TOKEN_TTL: seconds(7 * DAY_SECONDS, 365 * DAY_SECONDS),
  SESSION_MAX_AGE: seconds(30 * DAY_SECONDS, 365 * DAY_SECONDS),
  USAGE_KEEP_DAYS: whole(400, 30, 3650),
  IDEMPOTENCY_KEEP_HOURS: whole(24, 1, 720),
  ...SHARED_LIMITS_SCHEMA,
  ...SIGN_IN_SCHEMA,
  ...PASSWORD_SCHEMA,
  ...OTP_SCHEMA,
  ...SIGNAL_SCHEMA,
})
  .with('DATABASE_DIRECT_URL', 'DATABASE_URL')
  .messages({ 'object.with': '{#main} is of no use without {#peer}' });

/** The names of all settings, of which `.env.example` tells. */
export const SETTING_NAMES: readonly string[] = Object.keys(SETTINGS_SCHEMA.describe()['keys'] as object);

/** The settings as the schema leaves them: checked, with every default in its place. */
export interface Settings
  extends DatabaseSettings,
    OtpSettings,
    PasswordSettings,
    SharedLimitsSettings,
    SignalSettings,
    SignInSettings {
  readonly NODE_ENV: string;
  readonly HOST: string;
  readonly PORT: number;
  readonly DATA_DIR: string;
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
  readonly HSTS_MAX_AGE: number;
  readonly LOG_LEVEL: string;
  readonly DIALECTS: readonly string[];
  readonly LIFECYCLE_FILE?: string;
  readonly ACCESS_TOKEN_TTL: number;
  readonly REFRESH_TOKEN_TTL: number;
  readonly SESSION_MAX_AGE: number;
  readonly USAGE_KEEP_DAYS: number;
  readonly IDEMPOTENCY_KEEP_HOURS: number;
}
