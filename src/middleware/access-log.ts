import type { RequestHandler } from 'express';
import type { Logger } from '../adapters/logger';
import { callOf } from '../http/call';

/** Longest path that is written whole; a longer one is cut. */
const PATH_LIMIT = 512;

/** One line for each request, when its answer is out or its caller is gone. No query, header or body: they hold secrets. */
export const accessLog =
  (logger: Logger): RequestHandler =>
  (request, response, next) => {
    const startedAt = process.hrtime.bigint();
    response.once('close', () => {
      const { requestId, ip, route, principal } = callOf(response);
      logger.info(
        {
          requestId,
          method: request.method,
          path: request.path.slice(0, PATH_LIMIT),
          status: response.statusCode,
          ms: Number(process.hrtime.bigint() - startedAt) / 1e6,
          ip,
          dialect: route?.dialect.name,
          operation: route?.binding.operation,
          binding: route?.label,
          user: principal?.userId,
          ...(!response.writableFinished && { aborted: true }),
        },
        'request',
      );
    });
    next();
  };
