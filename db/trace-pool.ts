import type pg from 'pg';

/** Begins a piece of work on the database and returns what ends it, told the failure if there was one. */
export type BeginWork = (name: string, text: string | null) => (failure?: unknown) => void;

type Query = (...asked: readonly unknown[]) => Promise<unknown>;
type Connect = (...callback: readonly unknown[]) => Promise<pg.PoolClient>;

/** A statement on one line. It holds no values: those are sent beside it. */
const textOf = (config: unknown): string =>
  String((config as { text?: unknown }).text ?? config)
    .trim()
    .replaceAll(/\s+/g, ' ');

const tracedQuery =
  (query: Query, begin: BeginWork): Query =>
  async (...asked) => {
    const text = textOf(asked[0]);
    const end = begin(text.split(' ', 1)[0]?.toUpperCase() ?? 'QUERY', text);
    try {
      const result = await query(...asked);
      end();
      return result;
    } catch (error) {
      end(error);
      throw error;
    }
  };

/** The connection with its release telling that the work is over. */
const tellingClient = (client: pg.PoolClient, end: (failure?: unknown) => void): pg.PoolClient => {
  const release = client.release.bind(client);
  client.release = (failure) => {
    end(failure || undefined);
    release(failure);
  };
  return client;
};

const tracedConnect =
  (connect: Connect, begin: BeginWork): Connect =>
  async (...callback) => {
    // The pool's own way to a connection for a single query, which is told as that.
    if (callback.length > 0) return connect(...callback);
    const end = begin('TRANSACTION', null);
    try {
      return tellingClient(await connect(), end);
    } catch (error) {
      end(error);
      throw error;
    }
  };

/**
 * Has every query on a pool, and every time that a connection of it is held, as transactions do, told from its asking to
 * its end. For pools that are asked with promises alone.
 */
export const tracePool = (pool: pg.Pool, begin: BeginWork): void => {
  const connect = pool.connect.bind(pool) as unknown as Connect;
  const query = pool.query.bind(pool) as unknown as Query;
  pool.query = tracedQuery(query, begin) as unknown as typeof pool.query;
  pool.connect = tracedConnect(connect, begin) as unknown as typeof pool.connect;
};
