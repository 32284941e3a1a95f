import type { Logger } from './adapters/logger';
import { createTraceIds } from './adapters/trace-ids';
import type { AppParts } from './app';
import type { Config } from './config';
import type { Tracer } from './domain/trace';
import type { Readiness } from './http/health';
import type { ScraperAccess } from './middleware/admit-scraper';
import { countUsage } from './middleware/count-usage';
import type { MetricsConfig } from './settings/signal';
import type { Wiring } from './wiring';

/** What of an app is neither wired nor set. */
export interface AppSurroundings {
  readonly isReady: Readiness;
  readonly logger: Logger;
  /** One whose traces nobody records unless given. */
  readonly tracer?: Tracer;
  readonly isStopping?: () => boolean;
}

/** Who may read the metrics on the main port. */
const mainPortAccess = ({ token }: MetricsConfig): ScraperAccess =>
  token === null ? { kind: 'this-machine' } : { kind: 'token', token };

/** The parts of an app over what is wired, as the settings say. */
export const appPartsOf = (wiring: Wiring, config: Config, surroundings: AppSurroundings): AppParts => {
  const { tables, lifecycle, controllers, authenticator, limiter, metrics, usage } = wiring;
  const isOnMainPort = config.metrics.bind === null;
  return {
    table: tables.served(),
    lifecycle,
    tracer: createTraceIds(),
    isStopping: () => false,
    ...surroundings,
    isReady: async () => limiter.canCount() && surroundings.isReady(),
    controllers,
    authenticator,
    limiter,
    observers: [countUsage(usage)],
    calls: metrics.calls,
    metrics: isOnMainPort ? { source: metrics, access: mainPortAccess(config.metrics) } : null,
    corsOrigins: config.corsOrigins,
    hstsMaxAgeSeconds: config.hstsMaxAgeSeconds,
    trustProxy: config.trustProxy,
  };
};
