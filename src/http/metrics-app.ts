import express, { type Express } from 'express';
import { rest } from '../../routes/dialects/rest/rest.dialect';
import type { Logger } from '../adapters/logger';
import { AppError } from '../domain/error';
import type { Authenticator } from '../domain/ports';
import type { Tracer } from '../domain/trace';
import { beginCall } from '../middleware/begin-call';
import type { RateLimiter } from '../middleware/rate-limit';
import { answerError } from './answer-error';
import { type MetricsText, metrics } from './metrics';

export interface MetricsAppParts {
  readonly source: MetricsText;
  /** What a scraper must bear; null: whoever gets to the port may read. */
  readonly token: string | null;
  readonly authenticator: Authenticator;
  readonly limiter: RateLimiter;
  readonly tracer: Tracer;
  readonly logger: Logger;
}

/** What a port of its own answers: the metrics, and nothing else. */
export const createMetricsApp = (parts: MetricsAppParts): Express => {
  const { source, token, authenticator, limiter } = parts;
  const access = token === null ? ({ kind: 'everybody' } as const) : ({ kind: 'token', token } as const);
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(beginCall(parts.tracer));
  app.use(metrics(source, { access, authenticator, limiter }));
  app.use(() => {
    throw new AppError('route_not_found');
  });
  app.use(answerError({ ownerOf: () => null }, rest, parts.logger));
  return app;
};
