import type { Cluster } from './cluster';
import { type PostmasterFile, readPostmasterFile } from './postmaster-file';
import { isRunning, mayBePostgres, wasStartedAt } from './process-state';
import { ForeignPostmaster, openSession, type Session } from './session';
import { sleep } from './sleep';

/** What was found in place of a postmaster: nobody, or one that does not answer (yet). */
export type Search =
  | { readonly kind: 'found'; readonly session: Session }
  | { readonly kind: 'unreachable'; readonly pid: number; readonly error: unknown }
  | { readonly kind: 'none'; readonly stale: PostmasterFile | undefined };

const SILENT_FOR_MS = 10_000;

// A postmaster that says it serves another directory is one. A silent process that was not started when the file says is a stranger with a reused pid. Where the system does not
// tell, patience must do; should it be wrong, Postgres still sees its shared memory in use and refuses to start.
function isStranger(file: PostmasterFile, error: unknown, silentMs: number): boolean {
  if (error instanceof ForeignPostmaster && error.pid === file.pid) return true;
  return !(wasStartedAt(file.pid, file.startedAt) ?? silentMs < SILENT_FOR_MS);
}

/**
 * Looks for the running postmaster of a cluster. postmaster.pid is a hint only: a process counts when a connection
 * proves it. `since` is when the search began, in milliseconds since the epoch.
 */
export async function findPostmaster(cluster: Cluster, name: string, since: number): Promise<Search> {
  const file = readPostmasterFile(cluster.directory);
  if (file === undefined || !isRunning(file.pid) || !mayBePostgres(file.pid)) {
    return { kind: 'none', stale: file };
  }
  try {
    return { kind: 'found', session: await openSession(cluster, file.port, name) };
  } catch (error) {
    if (isStranger(file, error, Date.now() - since)) return { kind: 'none', stale: file };
    return { kind: 'unreachable', pid: file.pid, error };
  }
}

/** Waits up to `ms` for a running postmaster to answer; undefined when there is none. */
export async function awaitPostmaster(
  cluster: Cluster,
  name: string,
  ms: number,
): Promise<Session | undefined> {
  const since = Date.now();
  do {
    const search = await findPostmaster(cluster, name, since);
    if (search.kind === 'found') return search.session;
    if (search.kind === 'none') return undefined;
    await sleep(50);
  } while (Date.now() - since < ms);
  return undefined;
}
