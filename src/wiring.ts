import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { explain } from '../db/embedded/errors';
import { readOrCreateSecret } from '../db/embedded/secret-file';
import { createDayCounts } from '../db/repositories/day-counts';
import { createPrincipals } from '../db/repositories/principals';
import { createUnitOfWork } from '../db/unit-of-work';
import type { Dialect } from '../routes/dialect';
import { createBcryptHasher } from './adapters/bcrypt-hasher';
import { type BearerAuthenticator, createBearerAuthenticator } from './adapters/bearer-authenticator';
import { createCodeOutbox, type TrackedCodeOutbox } from './adapters/code-outbox';
import { createCodeSender } from './adapters/code-sender';
import { createCommonPasswords } from './adapters/common-passwords';
import { createSecrets } from './adapters/hmac-secrets';
import { createJwtAccessTokens } from './adapters/jwt-access-tokens';
import type { Logger } from './adapters/logger';
import { createMetrics, type Metrics } from './adapters/metrics/metrics';
import { createPacer } from './adapters/pacer';
import { createRandomIds } from './adapters/random-ids';
import { createSignInLine } from './adapters/sign-in-line';
import { createSystemClock } from './adapters/system-clock';
import { createUsageRecorder, type UsageRecorder } from './adapters/usage-recorder';
import { createVerdicts, type Verdicts } from './adapters/verdicts';
import type { Config } from './config';
import type { Clock, CodeSender, CommonPasswordList } from './domain/ports';
import { createLifecycleBook } from './lifecycle-book';
import type { LifecycleParts } from './middleware/lifecycle';
import { createRateLimiter, type RateLimiter } from './middleware/rate-limit';
import type { Controllers } from './operations/contract';
import { createControllers } from './operations/controllers';
import type { Dependencies } from './operations/dependencies';
import { idLookup } from './operations/translate/id-lookup';
import { createSharedLimits } from './shared-limits';
import { createSpellingBook } from './spelling-book';
import { createTables, type Tables } from './tables';
import { createTranslator } from './translator';
import { readVersion } from './version';

/** Operations on a database, with all that they need. */
export interface Wiring {
  readonly needs: Dependencies;
  readonly tables: Tables;
  readonly lifecycle: Omit<LifecycleParts, 'table'>;
  readonly controllers: Controllers;
  readonly authenticator: BearerAuthenticator;
  /** Remembers nothing until it is told that it can be trusted. */
  readonly verdicts: Verdicts;
  readonly limiter: RateLimiter;
  readonly codeOutbox: TrackedCodeOutbox;
  readonly metrics: Metrics;
  readonly usage: UsageRecorder;
}

/** What signs tokens: the setting, or a secret that is made and kept in the data directory. */
const signingSecret = ({ jwtSecret, dataDir }: Config): string => {
  if (jwtSecret !== null) return jwtSecret;
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    return readOrCreateSecret(join(dataDir, 'jwt-secret'));
  } catch (error) {
    throw explain(error, dataDir);
  }
};

/** Puts the parts together over a pool. */
export const wire = (
  pool: Pool,
  config: Config,
  logger: Logger,
  clock: Clock = createSystemClock(),
  codeSender: CodeSender | null = createCodeSender(config.otp.sender, logger),
  commonPasswords: CommonPasswordList = createCommonPasswords(),
  dialects?: readonly Dialect[],
): Wiring => {
  const secret = signingSecret(config);
  const { jwtSecretPrevious: previousSecret, accessTokenTtlSeconds: ttlSeconds } = config;
  const secrets = createSecrets(secret, previousSecret);
  const accessTokens = createJwtAccessTokens({ secret, previousSecret, ttlSeconds, clock });
  const tables = createTables(config, dialects);
  const codeOutbox = createCodeOutbox({ sender: codeSender, logger });
  const metrics = createMetrics(readVersion());
  const { signals } = metrics;
  const passwords = createBcryptHasher({ cost: config.bcryptCost, ...config.hashQueue });
  const verdicts = createVerdicts(clock);
  const work = createUnitOfWork(pool, {
    passwordMaxAgeDays: config.passwords.maxAgeDays,
    onAccessChange: verdicts.forget,
  });
  const ids = createRandomIds(clock);
  const usage = createUsageRecorder({ usage: work.read.usage, clock, ids, logger });
  const shared = createSharedLimits(config, logger);
  const dayCounts = createDayCounts(pool);
  const limiter = createRateLimiter(config.rateLimits, dayCounts, () => clock.now(), signals, shared);
  metrics.watch({
    pool,
    poolMax: config.database.poolMax,
    passwordHashes: () => passwords.load(),
    usageRowsWaiting: () => usage.waiting(),
    sharedLimits: shared,
  });
  const needs: Dependencies = {
    work,
    clock,
    ids,
    passwords,
    commonPasswords,
    signInLine: createSignInLine(),
    accessTokens,
    secrets,
    codeOutbox,
    pacer: createPacer(),
    translator: createTranslator(tables),
    signals,
    usageLog: usage,
    quotas: limiter,
    lifecycles: createLifecycleBook(tables.served),
    spellings: createSpellingBook(tables.whole, clock),
    rules: {
      refreshTtlSeconds: config.refreshTokenTtlSeconds,
      refreshGraceSeconds: config.refreshGraceSeconds,
      signIn: config.signIn,
      sessionMaxAgeSeconds: config.sessionMaxAgeSeconds,
      passwords: config.passwords,
      codes: config.otp.rules,
      usageKeepDays: config.usageKeepDays,
      idempotencyKeepHours: config.idempotencyKeepHours,
    },
    version: readVersion(),
  };
  return {
    needs,
    tables,
    lifecycle: { clock, lookupFor: (caller) => idLookup(needs, caller) },
    controllers: createControllers(needs),
    authenticator: createBearerAuthenticator({
      principals: createPrincipals(pool),
      accessTokens,
      secrets,
      clock,
      verdicts,
      onError: (error: unknown) => logger.warn({ err: error }, 'the time of last use was not noted'),
    }),
    verdicts,
    codeOutbox,
    metrics,
    usage,
    limiter,
  };
};
