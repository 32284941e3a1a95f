import type { Socket } from 'node:net';
import pg from 'pg';
import { forgetNames } from './unnamed-statements';

export interface PoolOptions {
  readonly url: string;
  readonly max: number;
  /** Told of connections that broke while nobody used them; the pool replaces them. */
  readonly onIdleError: (error: Error) => void;
  /** Whether a pooler stands between that hands connections on after each transaction: then it sets what we ask for else. */
  readonly isPooled?: boolean;
  /** How long a connection in use may be silent before it is broken, in milliseconds. */
  readonly silenceMs?: number;
}

/** Time limits in milliseconds, so that no request can hang on the database. */
export const TIMEOUTS = {
  connect: 5_000,
  statement: 10_000,
  lock: 5_000,
  idleInTransaction: 15_000,
  /** On this side of the wire, for a server that no longer answers at all. */
  silence: 15_000,
} as const;

/** The socket below a connection, of which the driver's types say nothing. */
const socketOf = (client: pg.PoolClient): Socket =>
  (client as unknown as { connection: { stream: Socket } }).connection.stream;

/** Has what is sent on a connection until the end of this turn go out at once: each sending wakes the other side. */
export const sendTogether = (client: pg.PoolClient): void => {
  const socket = socketOf(client);
  socket.cork();
  process.nextTick(() => socket.uncork());
};

/**
 * Breaks connections in use that are silent for too long. The driver's own `query_timeout` would do, but the timer that
 * it makes for each query keeps results from being collected young: a list of 100,000 users took 171 MB with it, 107
 * without.
 */
const breakSilent = (pool: pg.Pool, silenceMs: number): void => {
  pool.on('connect', (client) => {
    const socket = socketOf(client);
    socket.on('timeout', () => socket.destroy(new Error('Query read timeout')));
  });
  pool.on('acquire', (client) => socketOf(client).setTimeout(silenceMs));
  pool.on('release', (_error, client) => socketOf(client).setTimeout(0));
};

/** What a connection asks for when it starts. */
const START_OPTIONS = [
  '-c timezone=UTC',
  '-c datestyle=ISO',
  // Compiling a plan pays off in seconds of work, and takes many times what our statements do.
  '-c jit=off',
  `-c statement_timeout=${TIMEOUTS.statement}`,
  `-c lock_timeout=${TIMEOUTS.lock}`,
  `-c idle_in_transaction_session_timeout=${TIMEOUTS.idleInTransaction}`,
].join(' ');

/** What is asked for at the start, after what the address itself asks for, which the driver would take instead. */
const startOptions = (url: string): { connectionString: string; options: string } => {
  const address = new URL(url);
  const own = address.searchParams.get('options');
  if (own === null) return { connectionString: url, options: START_OPTIONS };
  address.searchParams.delete('options');
  return { connectionString: address.toString(), options: `${own} ${START_OPTIONS}` };
};

/**
 * A pool of connections in UTC. Timestamps stay text: the mappers cut them to the domain's instants without a `Date` in
 * between. An error of an idle connection is reported, never thrown: unheard it would end the process.
 */
export const createPool = (options: PoolOptions): pg.Pool => {
  const { url, max, onIdleError, isPooled = false, silenceMs = TIMEOUTS.silence } = options;
  const pool = new pg.Pool({
    ...(isPooled ? { connectionString: url } : startOptions(url)),
    max,
    connectionTimeoutMillis: TIMEOUTS.connect,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    // What is known to follow is sent along: a round trip is a third of what a small statement takes.
    pipeline: true,
    application_name: 'roster',
    types: { getTypeParser: textTimes } as pg.CustomTypesConfig,
  });
  pool.on('error', onIdleError);
  // One that breaks in use fails its queries, and then emits `error` as well: unheard, that ends the process, and the pool
  // hears only those that it holds.
  pool.on('connect', (client) => client.on('error', () => undefined));
  if (isPooled) pool.on('connect', forgetNames);
  breakSilent(pool, silenceMs);
  return pool;
};

const asText = (value: string): string => value;

const textTimes: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === pg.types.builtins.TIMESTAMPTZ ? asText : pg.types.getTypeParser(oid, format as 'text');
