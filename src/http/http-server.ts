import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Express } from 'express';
import { createExpressMessages } from './express-messages';
import { hasHost, normalizeTarget, refuseConnection, refuseRequest } from './malformed';
import { TIME_LIMITS, type TimeLimits } from './time-limits';

/** A listening HTTP server. */
export interface HttpServer {
  readonly port: number;
  /** From now on requests go here; until then they are told that the server is starting. */
  serveWith(app: Express): void;
  /** From now on every answer, those under way included, ends its connection: their callers go elsewhere next. */
  endConnections(): void;
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

  constructor(
    message: string,
    /** Somebody else listens there. */
    readonly isTaken: boolean,
  ) {
    super(message);
  }
}

const IDLE_SWEEP_MS = 50;

/** More fields than any caller sends; Node would leave out those after the two thousandth without a word. */
const MOST_HEADERS = 200;
const TOO_MANY_HEADERS = '431 Request Header Fields Too Large';

const hasTooManyHeaders = ({ rawHeaders }: IncomingMessage): boolean => rawHeaders.length > 2 * MOST_HEADERS;

const starting: RequestListener = (_request, response) => {
  response.setHeader('Retry-After', '1');
  refuseRequest(response, '503 Starting');
};

/** The settings that an address comes from, for the person who has to correct them. */
export interface AddressSettings {
  readonly host: string;
  readonly port: string;
}

const explain = (
  error: NodeJS.ErrnoException,
  { host, port }: { host: string; port: number },
  settings: AddressSettings,
): ListenError => {
  const reasons: Record<string, string> = {
    EADDRINUSE: `port ${port} on ${host} is in use: stop what listens there, or set ${settings.port}`,
    EACCES: `port ${port} on ${host} may not be opened by this user: set ${settings.port} to 1024 or more`,
    EADDRNOTAVAIL: `${host} is no address of this machine: set ${settings.host}`,
    ENOTFOUND: `${settings.host} ${host} does not resolve to an address: set it to one of this machine, such as 127.0.0.1`,
  };
  return new ListenError(
    reasons[error.code ?? ''] ?? `cannot listen on ${host}, port ${port}: ${error.message}`,
    error.code === 'EADDRINUSE',
  );
};

const listening = (server: Server, host: string, port: number, settings: AddressSettings): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, { host, port }, settings)));
    server.listen(port, host, resolve);
  });

/** Connections on which nothing has been sent yet, opened in advance: to Node they are not idle, but waited for. */
const createSilent = (server: Server) => {
  const silent = new Set<Socket>();
  server.on('connection', (socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  return {
    heard: (socket: Socket) => silent.delete(socket),
    close(): void {
      for (const socket of silent) if (socket.bytesRead === 0) socket.destroy();
    },
  };
};

const stopped = async (server: Server, closeSilent: () => void, graceMs: number): Promise<void> => {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection that was busy when the stop began turns idle later, and nobody else would close it then.
  const closeIdle = (): void => {
    closeSilent();
    server.closeIdleConnections();
  };
  closeIdle();
  const sweep = setInterval(closeIdle, IDLE_SWEEP_MS);
  const limit = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(limit);
};

/** Answers under way, each of which can be made the last of its connection. */
const createAnswers = () => {
  const underWay = new Set<ServerResponse>();
  let areLast = false;
  return {
    note(response: ServerResponse): void {
      if (areLast) response.shouldKeepAlive = false;
      underWay.add(response);
      response.once('close', () => underWay.delete(response));
    },
    makeLast(): void {
      areLast = true;
      for (const response of underWay) response.shouldKeepAlive = false;
    },
  };
};

const MAIN: AddressSettings = { host: 'HOST', port: 'PORT' };

/** Listens on the address. Throws a `ListenError` when it cannot, which names the settings. */
export const startHttpServer = async (
  host: string,
  port: number,
  settings: AddressSettings = MAIN,
  limits: TimeLimits = TIME_LIMITS,
): Promise<HttpServer> => {
  const answers = createAnswers();
  const messages = createExpressMessages();
  let listener: RequestListener = starting;
  const server = createServer(
    {
      IncomingMessage: messages.IncomingMessage,
      ServerResponse: messages.ServerResponse,
      headersTimeout: limits.headers,
      requestTimeout: limits.request,
      keepAliveTimeout: limits.keepAlive,
      connectionsCheckingInterval: limits.check,
      // Looked at below: Node's own refusal bears none of our headers.
      requireHostHeader: false,
    },
    (request, response) => {
      silent.heard(request.socket);
      answers.note(response);
      if (hasTooManyHeaders(request)) return refuseRequest(response, TOO_MANY_HEADERS);
      if (!hasHost(request)) return refuseRequest(response, '400 Bad Request');
      normalizeTarget(request);
      return listener(request, response);
    },
  );
  // A caller that reads no further is cut off; what waits for it is thrown away.
  server.timeout = limits.stall;
  const silent = createSilent(server);
  server.on('clientError', refuseConnection);
  server.on('checkExpectation', (_request, response: ServerResponse) =>
    refuseRequest(response, '417 Expectation Failed'),
  );
  await listening(server, host, port, settings);
  return {
    port: (server.address() as AddressInfo).port,
    serveWith(app) {
      messages.belongTo(app);
      listener = app;
    },
    endConnections: () => answers.makeLast(),
    stop: (graceMs) => stopped(server, silent.close, graceMs),
    breakRequests: () => server.closeAllConnections(),
  };
};
