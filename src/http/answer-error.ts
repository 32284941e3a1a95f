import type { ErrorRequestHandler, Response } from 'express';
import { fallbackRoute } from '../../routes/choose';
import type { Dialect } from '../../routes/dialect';
import type { RouteTable } from '../../routes/table';
import type { Logger } from '../adapters/logger';
import { AppError, type ErrorKind } from '../domain/error';
import type { OperationId } from '../operations/contract';
import { type Call, callOf } from './call';
import { headersOf } from './headers';
import { METRICS_PATH } from './metrics';
import { setQuotaHeaders } from './quota-headers';
import { send } from './send';

/**
 * RFC 6750, section 3: a challenge on every 401, also where only the dialect makes one of it, with a reason only where
 * credentials were sent.
 */
const challenge = ({ code, kind }: AppError, status: number): string | null => {
  if (kind === 'unauthenticated' || status === 401)
    return code.startsWith('token_') ? 'Bearer error="invalid_token"' : 'Bearer';
  return kind === 'forbidden' ? 'Bearer error="insufficient_scope"' : null;
};

const TELLS_WHEN: ReadonlySet<number> = new Set([409, 410, 429, 503]);

const setErrorHeaders = (response: Response, error: AppError, status: number): void => {
  const { allow, retryAfter } = error.details;
  const bearer = challenge(error, status);
  const headers = headersOf(response);
  if (bearer) headers['WWW-Authenticate'] = bearer;
  if (allow) headers['Allow'] = allow.join(', ');
  // Where the dialect hides the reason behind another status, the time must not tell it.
  if (retryAfter !== undefined && TELLS_WHEN.has(status)) headers['Retry-After'] = String(retryAfter);
  // The rest of a body that is too large is not worth reading only to keep the connection.
  if (error.kind === 'too_large') headers['Connection'] = 'close';
};

const SERVER_FAULTS: ReadonlySet<ErrorKind> = new Set(['internal', 'unavailable']);

const report = (logger: Logger, error: AppError, { requestId, span }: Call): void => {
  if (!SERVER_FAULTS.has(error.kind)) return;
  const level = error.kind === 'internal' ? 'error' : 'warn';
  const { traceId } = span.context;
  logger[level]({ requestId, traceId, err: error.details.cause ?? error }, `request failed: ${error.code}`);
};

const operationOf = ({ route, routes }: Call): OperationId | null =>
  (route ?? fallbackRoute(routes))?.binding.operation ?? null;

const isGone = (error: unknown): boolean =>
  ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNABORTED', 'ECONNRESET'].includes(
    String((error as { code?: unknown })?.code),
  );

// The metrics are plain text, and so is whatever is said in their place.
const ownerOf = (path: string, table: Pick<RouteTable, 'ownerOf'>): Dialect | null =>
  path === METRICS_PATH ? null : table.ownerOf(path);

/**
 * The one catch: whatever was thrown on the way is answered in the dialect of the path. What nobody threw on purpose is
 * logged whole and answered with nothing but its being our fault.
 */
export const answerError =
  (table: Pick<RouteTable, 'ownerOf'>, fallback: Dialect, logger: Logger): ErrorRequestHandler =>
  async (thrown: unknown, request, response, _next) => {
    const call = callOf(response);
    const error = thrown instanceof AppError ? thrown : new AppError('internal', { cause: thrown });
    if (response.headersSent || response.destroyed) {
      if (!isGone(thrown)) report(logger, error, call);
      response.destroy();
      return;
    }
    report(logger, error, call);
    const dialect = call.routes[0]?.dialect ?? ownerOf(request.path, table) ?? fallback;
    const answer = dialect.encodeError(error, operationOf(call));
    setErrorHeaders(response, error, answer.status);
    setQuotaHeaders(response, dialect);
    await send(request, response, answer);
  };
