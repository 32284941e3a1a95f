import Joi from 'joi';
import { url, whole } from './rules';

/** What becomes of requests while Redis is away: counted in the process against a share of their limit, or refused. */
export type RedisOutage = 'open' | 'closed';

/** The settings of limits that replicas share as they stand in the environment. */
export interface SharedLimitsSettings {
  readonly REDIS_URL?: string;
  readonly REDIS_OUTAGE: RedisOutage;
  readonly REDIS_TIMEOUT_MS: number;
}

// The client would learn it only when it connects, over and over.
const redisUrl: Joi.CustomValidator<string> = (value, helpers) => {
  const refused = helpers.message({
    custom:
      '{#label} must be redis://user:password@host:port/number, or rediss:// for TLS; all but the host may be left out',
  });
  const { hostname, pathname, username, password } = new URL(value);
  if (hostname === '' || !/^(\/\d{0,4})?$/.test(pathname)) return refused;
  try {
    decodeURIComponent(username + password);
    return value;
  } catch {
    return refused;
  }
};

export const SHARED_LIMITS_SCHEMA = {
  REDIS_URL: url('redis', 'rediss').custom(redisUrl),
  REDIS_OUTAGE: Joi.string().valid('open', 'closed').default('open'),
  REDIS_TIMEOUT_MS: whole(100, 10, 10_000),
} as const;

/** Where replicas count together, and what holds while that is away. */
export interface RedisConfig {
  /** Null: each process counts by itself. */
  readonly url: string | null;
  readonly outage: RedisOutage;
  readonly timeoutMs: number;
}

export const toRedisConfig = (settings: SharedLimitsSettings): RedisConfig => ({
  url: settings.REDIS_URL ?? null,
  outage: settings.REDIS_OUTAGE,
  timeoutMs: settings.REDIS_TIMEOUT_MS,
});
