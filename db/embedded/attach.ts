import type { Cluster } from './cluster';
import { DataDirectoryInUse, EmbeddedPostgresError, firstLine, isSystemError } from './errors';
import { findPostmaster, type Search } from './find-postmaster';
import { launch } from './launch';
import { join, maySwitchOff, type Role, sessionName } from './membership';
import { freePort, isFree } from './port';
import type { PostmasterFile } from './postmaster-file';
import { openSession, type Session } from './session';
import { sleep } from './sleep';
import { stopPostmaster } from './stop-postmaster';

/** A place in the use of a running Postgres. */
export interface Attachment {
  readonly session: Session;
  readonly startedByUs: boolean;
}

export interface AttachOptions {
  readonly role: Role;
  /** Start on this port or not at all; undefined for any. */
  readonly port?: number;
  readonly signal: AbortSignal;
}

/** Crash recovery of a database of this size takes seconds; a minute is generous. */
const PATIENCE_MS = 60_000;
/** Most waits are for a start or a stop and end within a second; what lasts longer is not worth the work. */
const EAGER_MS = 5000;
const POLL_MS = 15;
const SLOW_POLL_MS = 250;

// The port of a postmaster that was killed is taken again: a server may be waiting for it to come back there.
async function choosePort(wanted: number | undefined, last: number | undefined): Promise<number | undefined> {
  if (wanted !== undefined) return (await isFree(wanted)) ? wanted : undefined;
  return last !== undefined && (await isFree(last)) ? last : freePort();
}

function silent(cluster: Cluster, search: Search): EmbeddedPostgresError {
  if (search.kind !== 'unreachable') {
    return new EmbeddedPostgresError(
      `Postgres could not be started in ${cluster.directory} (see ${cluster.logFile})`,
    );
  }
  return new EmbeddedPostgresError(
    `Postgres (pid ${search.pid}) runs in ${cluster.directory} and does not let us in: ${firstLine(search.error)} (see ${cluster.logFile})`,
    { cause: search.error },
  );
}

function cannotJoin(cluster: Cluster, error: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `the Postgres in ${cluster.directory} could not be joined: ${firstLine(error)} (see ${cluster.logFile})`,
    { cause: error },
  );
}

// A session that ended while joining means that somebody is stopping Postgres: undefined, look again.
async function tryJoin(
  cluster: Cluster,
  attachment: Attachment,
  role: Role,
): Promise<Attachment | undefined> {
  const { session, startedByUs } = attachment;
  try {
    await join(session, cluster, role);
    return attachment;
  } catch (error) {
    if (error instanceof DataDirectoryInUse) {
      await session.close();
      throw error;
    }
    await Promise.race([session.ended, sleep(500)]);
    if (!session.isOpen()) return undefined;
    if (startedByUs && (await maySwitchOff(session, 'command').catch(() => false))) {
      await stopPostmaster(cluster, session.postmasterPid);
    }
    await session.close();
    throw cannotJoin(cluster, error);
  }
}

// Somebody who was faster to join is stopping it already.
function isStopping(error: unknown): boolean {
  return isSystemError(error, '57P01', '57P03', 'ECONNREFUSED', 'ECONNRESET');
}

async function start(
  cluster: Cluster,
  last: PostmasterFile | undefined,
  deadline: number,
  options: AttachOptions,
): Promise<Session | undefined> {
  const port = await choosePort(options.port, last?.port);
  if (port === undefined) return undefined;
  const pid = await launch(cluster, { port, stalePid: last?.pid, deadline, signal: options.signal });
  if (pid === undefined) return undefined;
  try {
    return await openSession(cluster, port, sessionName(options.role));
  } catch (error) {
    await stopPostmaster(cluster, pid);
    if (isStopping(error)) return undefined;
    throw cannotJoin(cluster, error);
  }
}

async function obtain(
  cluster: Cluster,
  search: Search,
  deadline: number,
  options: AttachOptions,
): Promise<Attachment | undefined> {
  if (search.kind === 'found') return { session: search.session, startedByUs: false };
  if (search.kind === 'unreachable') return undefined;
  const session = await start(cluster, search.stale, deadline, options);
  return session && { session, startedByUs: true };
}

/**
 * Joins the running Postgres of a cluster, starting it when there is none, and takes the role's lock. Throws
 * DataDirectoryInUse when another server has it, EmbeddedPostgresError when Postgres does not come up.
 */
export async function attach(cluster: Cluster, options: AttachOptions): Promise<Attachment> {
  const since = Date.now();
  const deadline = since + PATIENCE_MS;
  for (;;) {
    const search = await findPostmaster(cluster, sessionName(options.role), since);
    const attachment = await obtain(cluster, search, deadline, options);
    const joined = attachment && (await tryJoin(cluster, attachment, options.role));
    if (joined !== undefined) return joined;
    if (options.signal.aborted || Date.now() > deadline) throw silent(cluster, search);
    await sleep(Date.now() - since < EAGER_MS ? POLL_MS : SLOW_POLL_MS);
  }
}
