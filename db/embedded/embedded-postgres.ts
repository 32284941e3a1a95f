import { attach } from './attach';
import { DATABASE } from './cluster';
import { prepareDataDirectory } from './data-directory';
import { explain } from './errors';
import type { Role } from './membership';
import { LOOPBACK } from './port';
import { supervise } from './supervise';

export { DataDirectoryInUse, EmbeddedPostgresError } from './errors';
export type { Role } from './membership';

/** A Postgres of our own, in a data directory of our own. */
export interface EmbeddedPostgres {
  /** `postgres://roster:<password>@127.0.0.1:<port>/roster`; the role owns the database and is no superuser. */
  readonly url: string;
  /** False when a Postgres that already ran in this data directory was joined. */
  readonly startedByUs: boolean;
  /**
   * Resolves when Postgres has been shut down in order (fast mode), or is left running because somebody else still
   * uses it: a server always stops it, a command only when it is the last user. Never rejects for a Postgres that
   * is already gone. Further calls return the same promise.
   */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** DATA_DIR; made when it is not there. */
  readonly dataDir: string;
  readonly role: Role;
  /** Told what the launcher does, one line each. */
  readonly onLog?: (line: string) => void;
  /**
   * Told when Postgres ends without having been asked to. For a server it is then started again on the same port,
   * however often that must be tried; a second call says that it takes longer, or that another server has the directory.
   */
  readonly onUnexpectedExit?: (info: string) => void;
}

/**
 * Starts the Postgres of a data directory, or joins the one that runs there, and resolves when it accepts connections.
 * Should this process die, Postgres goes on and the next start joins it.
 *
 * Throws DataDirectoryInUse when `role` is `server` and another server has the directory, EmbeddedPostgresError when
 * Postgres cannot be used here. A failed start leaves nothing running.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, role } = options;
  const onLog = options.onLog ?? (() => undefined);
  const onUnexpectedExit = options.onUnexpectedExit ?? (() => undefined);
  try {
    const cluster = await prepareDataDirectory(dataDir, onLog);
    const { session, startedByUs } = await attach(cluster, { role, signal: new AbortController().signal });
    onLog(
      `Postgres ${startedByUs ? 'started' : 'joined'} (pid ${session.postmasterPid}, port ${session.port})`,
    );
    const stop = supervise(cluster, session, { role, onLog, onUnexpectedExit });
    let stopped: Promise<void> | undefined;
    return {
      url: `postgres://${DATABASE}:${cluster.password}@${LOOPBACK}:${session.port}/${DATABASE}`,
      startedByUs,
      stop: () => {
        stopped ??= stop();
        return stopped;
      },
    };
  } catch (error) {
    throw explain(error, dataDir);
  }
}
