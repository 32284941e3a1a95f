import { randomUUID } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** A listening HTTP server. */
export interface HttpServer {
  readonly port: number;
  /** From now on requests go here; until then they are told that the server is starting. */
  serveWith(listener: RequestListener): void;
  /**
   * Takes no new connections, lets requests under way finish, closes idle connections, and after the grace period (in
   * milliseconds) breaks what is left.
   */
  stop(graceMs: number): Promise<void>;
  /** Breaks every connection, whatever is under way on it. */
  breakRequests(): void;
}

/** A port or address that cannot be listened on; the message is one line for the person who started the process. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

/** Time limits in milliseconds: a caller that dawdles over its request gives its place up. */
const HEADERS_MS = 15_000;
const REQUEST_MS = 30_000;
/** Longer than the usual 60 s of proxies, so that the one who closes an idle connection is the one who would reuse it. */
const KEEP_ALIVE_MS = 65_000;
const IDLE_SWEEP_MS = 50;

const starting: RequestListener = (_request, response) => {
  response.writeHead(503, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Retry-After': '1',
    Connection: 'close',
  });
  response.end('Starting');
};

const STATUS_BY_CODE: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** Answers what is no HTTP, which no dialect ever sees: the plain status as text, and the end of the connection. */
const refuse = (error: NodeJS.ErrnoException, socket: Duplex): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = STATUS_BY_CODE[error.code ?? ''] ?? '400 Bad Request';
  const body = status.slice(4);
  socket.end(
    [
      `HTTP/1.1 ${status}`,
      'Connection: close',
      'Content-Type: text/plain; charset=utf-8',
      `Content-Length: ${body.length}`,
      'X-Content-Type-Options: nosniff',
      `X-Request-Id: ${randomUUID()}`,
      '',
      body,
    ].join('\r\n'),
  );
};

const explain = (error: NodeJS.ErrnoException, host: string, port: number): ListenError => {
  const reasons: Record<string, string> = {
    EADDRINUSE: `port ${port} on ${host} is in use: stop what listens there, or set PORT`,
    EACCES: `port ${port} on ${host} may not be opened by this user: set PORT to 1024 or more`,
    EADDRNOTAVAIL: `${host} is no address of this machine: set HOST`,
    ENOTFOUND: `HOST ${host} does not resolve to an address`,
  };
  return new ListenError(
    reasons[error.code ?? ''] ?? `cannot listen on ${host}, port ${port}: ${error.message}`,
  );
};

const listening = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, host, port)));
    server.listen(port, host, resolve);
  });

const stopped = async (server: Server, graceMs: number): Promise<void> => {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection that was busy when the stop began turns idle later, and nobody else would close it then.
  const sweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS);
  const limit = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(limit);
};

/** Listens on the address. Throws a `ListenError` when it cannot. */
export const startHttpServer = async (host: string, port: number): Promise<HttpServer> => {
  let listener = starting;
  const server = createServer(
    { headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS, keepAliveTimeout: KEEP_ALIVE_MS },
    (request, response) => listener(request, response),
  );
  server.on('clientError', refuse);
  await listening(server, host, port);
  return {
    port: (server.address() as AddressInfo).port,
    serveWith(next) {
      listener = next;
    },
    stop: (graceMs) => stopped(server, graceMs),
    breakRequests: () => server.closeAllConnections(),
  };
};
