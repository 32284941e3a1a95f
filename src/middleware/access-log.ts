import type { Logger } from '../adapters/logger';
import type { CallObserver } from './observe';

/** Longest path that is written whole; a longer one is cut. */
const PATH_LIMIT = 512;

/** One line for each request. No query, header or body: they hold secrets. */
export const accessLog = (logger: Logger): CallObserver => {
  // These keys and no others: there is nothing to look for, and looking took a fifth of a request.
  const log = logger.child({}, { redact: [] });
  return ({ call, method, path, status, ms, isAborted }) => {
    const { requestId, span, ip, route, principal } = call;
    log.info(
      {
        requestId,
        traceId: span.context.traceId,
        method,
        path: path.slice(0, PATH_LIMIT),
        status,
        ms,
        ip,
        dialect: route?.dialect.name,
        operation: route?.binding.operation,
        binding: route?.label,
        user: principal?.userId,
        ...(isAborted && { aborted: true }),
      },
      'request',
    );
  };
};
