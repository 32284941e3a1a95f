import pg from 'pg';

export interface PoolOptions {
  readonly url: string;
  readonly max: number;
  /** Told of connections that broke while nobody used them; the pool replaces them. */
  readonly onIdleError: (error: Error) => void;
}

/** Time limits in milliseconds, so that no request can hang on the database. */
export const TIMEOUTS = {
  connect: 5_000,
  statement: 10_000,
  lock: 5_000,
  idleInTransaction: 15_000,
  /** On this side of the wire, for a server that no longer answers at all. */
  query: 15_000,
} as const;

/**
 * A pool of connections in UTC. Timestamps stay text: the mappers cut them to the domain's instants without a `Date` in
 * between. An error of an idle connection is reported, never thrown: unheard it would end the process.
 */
export const createPool = ({ url, max, onIdleError }: PoolOptions): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: TIMEOUTS.connect,
    query_timeout: TIMEOUTS.query,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: 'roster',
    options: [
      '-c timezone=UTC',
      '-c datestyle=ISO',
      `-c statement_timeout=${TIMEOUTS.statement}`,
      `-c lock_timeout=${TIMEOUTS.lock}`,
      `-c idle_in_transaction_session_timeout=${TIMEOUTS.idleInTransaction}`,
    ].join(' '),
    types: { getTypeParser: textTimes } as pg.CustomTypesConfig,
  });
  pool.on('error', onIdleError);
  return pool;
};

const asText = (value: string): string => value;

const textTimes: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === pg.types.builtins.TIMESTAMPTZ ? asText : pg.types.getTypeParser(oid, format as 'text');
