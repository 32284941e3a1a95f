import pg from 'pg';
import { startEmbeddedPostgres } from '../db/embedded/embedded-postgres';
import type { Config } from './config';

/** The Postgres that a process works on, and what it takes to leave it. */
export interface Database {
  readonly url: string;
  readonly isEmbedded: boolean;
  /** Stops the embedded Postgres where nobody else needs it; does nothing to anybody else's. */
  stop(): Promise<void>;
}

/** A database that cannot be used; the message is one line for the person who started the process. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
}

const OLDEST_VERSION = 140_000;
const CONNECT_MS = 5_000;

const withoutPassword = (url: string): string => {
  const shown = new URL(url);
  shown.password = '';
  return shown.toString();
};

/** Throws a `DatabaseError` when the server does not answer, refuses us, or is too old. */
const assertUsable = async (url: string): Promise<void> => {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: CONNECT_MS,
  });
  // A connection that breaks also fails what waits on it, and that is where it is reported.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string }>(
      "select current_setting('server_version_num') as version",
    );
    const version = Number(rows[0]?.version);
    if (version < OLDEST_VERSION)
      throw new Error(`it is version ${Math.floor(version / 10_000)}, and 14 is the oldest that will do`);
  } catch (error) {
    // A refused connection to a name with two addresses has its reasons inside.
    const reason =
      error instanceof AggregateError ? (error.errors[0] as Error).message : (error as Error).message;
    throw new DatabaseError(`DATABASE_URL (${withoutPassword(url)}) cannot be used: ${reason}`);
  } finally {
    await client.end().catch(() => undefined);
  }
};

/**
 * The database of the settings: the server in `DATABASE_URL`, or else the embedded Postgres of the data directory. A
 * command joins the one that a running server has started. Throws an error whose message is one line.
 */
export const openDatabase = async (
  config: Config,
  role: 'server' | 'command',
  hears: { readonly onLog?: (line: string) => void; readonly onUnexpectedExit?: (line: string) => void } = {},
): Promise<Database> => {
  const { url } = config.database;
  if (url !== null) {
    await assertUsable(url);
    return { url, isEmbedded: false, stop: async () => undefined };
  }
  const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, role, ...hears });
  return { url: embedded.url, isEmbedded: true, stop: () => embedded.stop() };
};
