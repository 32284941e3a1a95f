import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { readOrCreateSecret } from '../db/embedded/secret-file';
import { createDayCounts } from '../db/repositories/day-counts';
import { createPrincipals } from '../db/repositories/principals';
import { createUnitOfWork } from '../db/unit-of-work';
import { createBcryptHasher } from './adapters/bcrypt-hasher';
import { type BearerAuthenticator, createBearerAuthenticator } from './adapters/bearer-authenticator';
import { createSecrets } from './adapters/hmac-secrets';
import { createJwtAccessTokens } from './adapters/jwt-access-tokens';
import type { Logger } from './adapters/logger';
import { createRandomIds } from './adapters/random-ids';
import { createSignInLine } from './adapters/sign-in-line';
import { createSystemClock } from './adapters/system-clock';
import type { Config } from './config';
import type { Clock } from './domain/ports';
import { createRateLimiter, type RateLimiter } from './middleware/rate-limit';
import type { Controllers } from './operations/contract';
import { createControllers } from './operations/controllers';
import type { Dependencies } from './operations/dependencies';

/** Operations on a database, with all that they need. */
export interface Wiring {
  readonly needs: Dependencies;
  readonly controllers: Controllers;
  readonly authenticator: BearerAuthenticator;
  readonly limiter: RateLimiter;
}

/** What signs tokens: the setting, or a secret that is made and kept in the data directory. */
const signingSecret = ({ jwtSecret, dataDir }: Config): string => {
  if (jwtSecret !== null) return jwtSecret;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return readOrCreateSecret(join(dataDir, 'jwt-secret'));
};

/** Puts the parts together over a pool. */
export const wire = (
  pool: Pool,
  config: Config,
  logger: Logger,
  clock: Clock = createSystemClock(),
): Wiring => {
  const secret = signingSecret(config);
  const secrets = createSecrets(secret);
  const accessTokens = createJwtAccessTokens({ secret, ttlSeconds: config.accessTokenTtlSeconds, clock });
  const needs: Dependencies = {
    work: createUnitOfWork(pool),
    clock,
    ids: createRandomIds(clock),
    passwords: createBcryptHasher({ cost: config.bcryptCost }),
    signInLine: createSignInLine(),
    accessTokens,
    secrets,
    rules: { refreshTtlSeconds: config.refreshTokenTtlSeconds },
  };
  return {
    needs,
    controllers: createControllers(needs),
    authenticator: createBearerAuthenticator({
      principals: createPrincipals(pool),
      accessTokens,
      secrets,
      clock,
      onError: (error: unknown) => logger.warn({ err: error }, 'the time of last use was not noted'),
    }),
    limiter: createRateLimiter(config.rateLimits, createDayCounts(pool), () => clock.now()),
  };
};
