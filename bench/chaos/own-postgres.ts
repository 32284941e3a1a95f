import { attach } from '../../db/embedded/attach';
import { type Cluster, DATABASE } from '../../db/embedded/cluster';
import { prepareDataDirectory } from '../../db/embedded/data-directory';
import { freePort, LOOPBACK } from '../../db/embedded/port';
import type { Session } from '../../db/embedded/session';
import { isGoneWithin, stopPostmaster } from '../../db/embedded/stop-postmaster';
import { killAll } from './kill-all';

/** A Postgres whose end is ours to choose: nobody brings it back but who calls `start`. */
export interface OwnPostgres {
  /** Of its role and database, the same after each start. */
  readonly url: string;
  /** The pid of its postmaster; null while it is down. */
  pid(): number | null;
  /** Starts it on its old port, and resolves when it takes connections. */
  start(): Promise<void>;
  /** Stops it in order, as a restart does. Does nothing where it is down. */
  stop(): Promise<void>;
  /** kill -9 of the postmaster and all its processes. Does nothing where it is down. */
  kill(): Promise<void>;
  /** Runs a statement as its superuser, in the database `postgres`. Throws an `Error` while it is down. */
  asSuperuser(text: string): Promise<void>;
}

const GONE_MS = 30_000;

/** Makes a Postgres in this directory and starts it. */
export const createOwnPostgres = async (dataDir: string): Promise<OwnPostgres> => {
  const cluster: Cluster = await prepareDataDirectory(dataDir, () => undefined);
  const port = await freePort();
  let session: Session | null = null;

  const start = async (): Promise<void> => {
    const { signal } = new AbortController();
    session = (await attach(cluster, { role: 'server', port, signal })).session;
  };
  const ended = async (end: (pid: number) => Promise<void>): Promise<void> => {
    const ending = session;
    session = null;
    if (!ending) return;
    await end(ending.postmasterPid);
    await ending.close();
  };

  await start();
  return {
    url: `postgres://${DATABASE}:${cluster.password}@${LOOPBACK}:${port}/${DATABASE}`,
    pid: () => session?.postmasterPid ?? null,
    start,
    async asSuperuser(text) {
      if (!session) throw new Error('Postgres is down');
      await session.client.query(text);
    },
    stop: () =>
      ended(async (pid) => {
        await stopPostmaster(cluster, pid);
      }),
    kill: () =>
      ended(async (pid) => {
        for (const one of killAll(pid)) await isGoneWithin(one, GONE_MS);
      }),
  };
};
