import express, { type Express } from 'express';
import { rest } from '../routes/dialects/rest/rest.dialect';
import type { RouteTable } from '../routes/table';
import type { Logger } from './adapters/logger';
import type { Authenticator } from './domain/ports';
import { answerError } from './http/answer-error';
import { crossOrigin } from './http/cross-origin';
import { documents } from './http/documents';
import { health, type Readiness } from './http/health';
import { accessLog } from './middleware/access-log';
import { authenticate } from './middleware/authenticate';
import { authorize } from './middleware/authorize';
import { beginCall } from './middleware/begin-call';
import { findRoute } from './middleware/find-route';
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
  readonly corsOrigins: readonly string[];
  readonly trustProxy: boolean | number | string;
}

/** The way of a request, from top to bottom. Any failure leaves it for the last line. */
export const createApp = (parts: AppParts): Express => {
  const { table, controllers, authenticator, limiter, logger } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.set('trust proxy', parts.trustProxy);
  app.use(beginCall);
  app.use(accessLog(logger));
  app.use(health(parts.isReady));
  app.use(crossOrigin(parts.corsOrigins));
  app.use(documents(publicDocuments(table), limiter));
  app.use(findRoute(table, limiter));
  app.use(authenticate(authenticator, limiter));
  app.use(authorize);
  app.use(readBody);
  app.use(serve(controllers));
  app.use(answerError(table, rest, logger));
  return app;
};
