import { startEmbeddedPostgres } from '../db/embedded/embedded-postgres';
import { migrate } from '../db/migrate';
import { assertUsable, DatabaseError } from '../db/usable-database';
import type { Config } from './config';

/** The Postgres that a process works on, and what it takes to leave it. */
export interface Database {
  /** Where its pool connects. */
  readonly url: string;
  /** Where connections connect that must stay their own: migrations, and what hears of changes. */
  readonly directUrl: string;
  /** Whether `url` leads through a pooler that hands connections on after each transaction. */
  readonly isPooled: boolean;
  readonly isEmbedded: boolean;
  /** Stops the embedded Postgres where nobody else needs it; does nothing to anybody else's. */
  stop(): Promise<void>;
}

/**
 * The database of the settings: the server in `DATABASE_URL`, or else the embedded Postgres of the data directory. A
 * command joins the one that a running server has started. Throws an error whose message is one line.
 */
export const openDatabase = async (
  config: Config,
  role: 'server' | 'command',
  hears: { readonly onLog?: (line: string) => void; readonly onUnexpectedExit?: (line: string) => void } = {},
): Promise<Database> => {
  const { url, directUrl } = config.database;
  if (url !== null) {
    await assertUsable(url, directUrl);
    const isPooled = directUrl !== null;
    return { url, directUrl: directUrl ?? url, isPooled, isEmbedded: false, stop: async () => undefined };
  }
  const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, role, ...hears });
  const { url: own } = embedded;
  return { url: own, directUrl: own, isPooled: false, isEmbedded: true, stop: () => embedded.stop() };
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
