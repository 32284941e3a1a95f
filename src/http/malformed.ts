import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { NOTHING_LOADS } from './headers';

// What ends here is no request yet, so no dialect ever sees it: the bare status as text, and the end of the connection.

const headersFor = (status: string): Record<string, string> => ({
  Connection: 'close',
  'Content-Type': 'text/plain; charset=utf-8',
  'Content-Length': String(status.length - 4),
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
  'Content-Security-Policy': NOTHING_LOADS,
  'Referrer-Policy': 'no-referrer',
  'X-Request-Id': randomUUID(),
});

/** Answers with a status such as `400 Bad Request` and its reason as the body. */
export const refuseRequest = (response: ServerResponse, status: string): void => {
  response.writeHead(Number(status.slice(0, 3)), headersFor(status));
  response.end(status.slice(4));
};

const STATUS_BY_CODE: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** Answers what the parser could make nothing of, or what took too long. */
export const refuseConnection = (error: NodeJS.ErrnoException, socket: Duplex): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = STATUS_BY_CODE[error.code ?? ''] ?? '400 Bad Request';
  const headers = Object.entries(headersFor(status)).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${status}`, ...headers, '', status.slice(4)].join('\r\n'));
};

/** RFC 9112, section 3.2: a request of HTTP/1.1 without a host is a bad one. */
export const hasHost = ({ headers, httpVersion }: IncomingMessage): boolean =>
  headers.host !== undefined || httpVersion === '1.0';

const pathOf = (target: string): string => {
  try {
    const { pathname, search } = new URL(target);
    return pathname.startsWith('/') ? pathname + search : '/';
  } catch {
    return '/';
  }
};

/**
 * Brings a target in absolute form (`GET http://host/path`) to its path. What has none becomes `/`, which leads nowhere:
 * Express finds no middleware for a target without a path, and its own page would answer, unlogged and uncounted.
 */
export const normalizeTarget = (request: IncomingMessage): void => {
  const { url = '' } = request;
  // No target has a fragment (RFC 9112, section 3.2), and the parser below takes a backslash for a slash where one has.
  const target = url.includes('#') ? url.slice(0, url.indexOf('#')) : url;
  request.url = target.startsWith('/') ? target : pathOf(target);
};
