import express, { type Express } from 'express';
import { rest } from '../routes/dialects/rest/rest.dialect';
import type { RouteTable } from '../routes/table';
import type { Logger } from './adapters/logger';
import type { Authenticator } from './domain/ports';
import type { CallMeter } from './domain/signals';
import type { Tracer } from './domain/trace';
import { answerError } from './http/answer-error';
import { crossOrigin } from './http/cross-origin';
import { documents } from './http/documents';
import { health, type Readiness } from './http/health';
import { type MetricsText, metrics } from './http/metrics';
import { accessLog } from './middleware/access-log';
import type { ScraperAccess } from './middleware/admit-scraper';
import { authenticate } from './middleware/authenticate';
import { authorize } from './middleware/authorize';
import { beginCall } from './middleware/begin-call';
import { countCalls, countInFlight } from './middleware/count-calls';
import { endSpan } from './middleware/end-span';
import { findRoute } from './middleware/find-route';
import { createLifecycleGate, type LifecycleParts } from './middleware/lifecycle';
import { type CallObserver, observe } from './middleware/observe';
import type { RateLimiter } from './middleware/rate-limit';
import { readBody } from './middleware/read-body';
import { serve } from './middleware/serve';
import type { Controllers } from './operations/contract';
import { publicDocuments } from './public-documents';

export interface AppParts {
  readonly table: RouteTable;
  readonly controllers: Controllers;
  readonly authenticator: Authenticator;
  readonly limiter: RateLimiter;
  readonly isReady: Readiness;
  readonly logger: Logger;
  /** Who else, besides the log, is told of each call when it is over. */
  readonly observers: readonly CallObserver[];
  readonly tracer: Tracer;
  readonly calls: CallMeter;
  /** What `/metrics` answers, and who may read it; null where it is served elsewhere. */
  readonly metrics: { readonly source: MetricsText; readonly access: ScraperAccess } | null;
  /** Whether a stop has begun. */
  readonly isStopping: () => boolean;
  /** What it takes to tell of spellings that go. */
  readonly lifecycle: Omit<LifecycleParts, 'table'>;
  readonly corsOrigins: readonly string[];
  /** How long browsers are to ask by HTTPS alone, in seconds; 0 where they are not told. */
  readonly hstsMaxAgeSeconds: number;
  readonly trustProxy: boolean | number | string;
}

/** The way of a request, from top to bottom. Any failure leaves it for the last line. */
export const createApp = (parts: AppParts): Express => {
  const { table, controllers, authenticator, limiter, logger } = parts;
  const gate = createLifecycleGate({ table, ...parts.lifecycle });
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.set('trust proxy', parts.trustProxy);
  app.use(beginCall(parts.tracer, parts.hstsMaxAgeSeconds));
  app.use(countInFlight(parts.calls));
  app.use(observe([accessLog(logger), countCalls(parts.calls), endSpan, ...parts.observers]));
  app.use(health(parts.isReady, parts.isStopping));
  if (parts.metrics) {
    const { source, access } = parts.metrics;
    app.use(metrics(source, { access, authenticator, limiter }));
  }
  app.use(crossOrigin(parts.corsOrigins));
  app.use(documents(publicDocuments(table, parts.lifecycle.clock), limiter));
  app.use(findRoute(table, limiter));
  app.use(gate.announce);
  app.use(authenticate(authenticator, limiter));
  app.use(gate.enforce);
  app.use(authorize);
  app.use(readBody);
  app.use(serve(controllers, gate));
  app.use(answerError(table, rest, logger));
  return app;
};
