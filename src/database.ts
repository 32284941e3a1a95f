import pg from 'pg';
import { startEmbeddedPostgres } from '../db/embedded/embedded-postgres';
import { migrate } from '../db/migrate';
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

// What follows the question mark can hold a password as well.
const withoutSecrets = (url: string): string => {
  const shown = new URL(url);
  shown.password = '';
  shown.search = '';
  return shown.toString();
};

// A refused connection to a name with two addresses has its reasons inside.
const reasonOf = (error: unknown): string =>
  (error instanceof AggregateError ? (error.errors[0] as Error) : (error as Error)).message;

const createClient = (url: string): pg.Client => {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: CONNECT_MS,
  });
  // A connection that breaks also fails what waits on it, and that is where it is reported.
  client.on('error', () => undefined);
  return client;
};

const assertRecent = async (client: pg.Client): Promise<void> => {
  const { rows } = await client.query<{ version: string }>(
    "select current_setting('server_version_num') as version",
  );
  const version = Number(rows[0]?.version);
  if (version < OLDEST_VERSION)
    throw new Error(`it is version ${Math.floor(version / 10_000)}, and 14 is the oldest that will do`);
};

/** Throws a `DatabaseError` when the server does not answer, refuses us, or is too old. */
const assertUsable = async (url: string): Promise<void> => {
  let client: pg.Client | undefined;
  try {
    client = createClient(url);
    await client.connect();
    await assertRecent(client);
  } catch (error) {
    throw new DatabaseError(`DATABASE_URL (${withoutSecrets(url)}) cannot be used: ${reasonOf(error)}`);
  } finally {
    await client?.end().catch(() => undefined);
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

// What the database lacks or forbids, as SQLSTATE: rights, a standby that only reads, an extension that is not
// installed, connections. Any other failure of a migration is a fault of ours, and its origin must show.
const NOT_OUR_FAULT = /^(08...|53...|57P..|25006|42501|0A000|58P01)$/;

/** Brings the schema up to date; returns the names of the migrations that ran. Throws a `DatabaseError` where the database does not let it. */
export const bringUpToDate = async (url: string): Promise<string[]> => {
  try {
    return await migrate(url);
  } catch (error) {
    const { code = '', message } = error as { code?: string; message: string };
    if (!NOT_OUR_FAULT.test(code)) throw error;
    // The statement stands before the reason, and may be many lines.
    const reason = message.slice(message.lastIndexOf(' - ') + 1).replace(/^- /, '');
    throw new DatabaseError(`the database schema cannot be brought up to date: ${reason}`, { cause: error });
  }
};
