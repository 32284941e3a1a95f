import { type Attachment, attach } from './attach';
import type { Cluster } from './cluster';
import { DataDirectoryInUse, firstLine } from './errors';
import { awaitPostmaster } from './find-postmaster';
import { maySwitchOff, type Role, sessionName } from './membership';
import type { Session } from './session';
import { sleep } from './sleep';
import { isGoneWithin, stopPostmaster } from './stop-postmaster';

export interface SuperviseOptions {
  readonly role: Role;
  readonly onLog: (line: string) => void;
  readonly onUnexpectedExit: (info: string) => void;
}

/** Failed attempts after which it is told that this one takes longer; some ten seconds. */
const TOLD_AFTER = 8;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5000;
const LAST_LOOK_MS = 5000;
const A_MOMENT_MS = 20;
const LONGEST_SHUTDOWN_MS = 20_000;

// On its old port, so that connection pools find it again by themselves.
async function reattach(
  cluster: Cluster,
  port: number,
  signal: AbortSignal,
): Promise<Attachment | undefined> {
  const attachment = await attach(cluster, { role: 'server', port, signal });
  if (attachment.session.port === port) return attachment;
  // A command has started it elsewhere meanwhile. The server comes first.
  await stopPostmaster(cluster, attachment.session.postmasterPid);
  await attachment.session.close();
  return undefined;
}

/** Tells of a try that failed. True where another would be hopeless. */
function tellOfFailure(error: unknown, attempt: number, options: SuperviseOptions): boolean {
  const problem = firstLine(error);
  const isHopeless = error instanceof DataDirectoryInUse;
  options.onLog(`Postgres is not back yet: ${problem}`);
  if (isHopeless) options.onUnexpectedExit(`Postgres could not be started again: ${problem}`);
  else if (attempt === TOLD_AFTER)
    options.onUnexpectedExit(`Postgres could not be started again so far, and is tried on: ${problem}`);
  return isHopeless;
}

/**
 * Tries to get Postgres back, with growing pauses, for as long as it takes: what keeps it from starting, such as a full disk,
 * passes some day. Undefined when somebody else has the directory, or it is no longer wanted.
 */
async function bringBack(
  cluster: Cluster,
  port: number,
  options: SuperviseOptions,
  signal: AbortSignal,
): Promise<Attachment | undefined> {
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      const attachment = await reattach(cluster, port, signal);
      if (attachment !== undefined) return attachment;
    } catch (error) {
      if (signal.aborted || tellOfFailure(error, attempt, options)) break;
    }
    await sleep(Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS), signal);
  }
  return undefined;
}

async function switchOff(cluster: Cluster, session: Session, options: SuperviseOptions): Promise<void> {
  // A server whose question gets no answer stops what it owns all the same; a command leaves what it shares.
  const off = await maySwitchOff(session, options.role).catch(
    () => options.role === 'server' && session.isOpen(),
  );
  if (!off) return options.onLog('Postgres is left running: somebody else uses it');
  const gone = await stopPostmaster(cluster, session.postmasterPid);
  options.onLog(gone ? 'Postgres has stopped' : `Postgres (pid ${session.postmasterPid}) does not stop`);
}

/**
 * Watches over a place in the use of Postgres. For a server, Postgres is started again when it ends unexpectedly; a
 * command is only told. Returns the orderly end: Postgres is stopped unless somebody else still uses it.
 */
export function supervise(cluster: Cluster, first: Session, options: SuperviseOptions): () => Promise<void> {
  const aborter = new AbortController();
  const { signal } = aborter;
  let current: Session = first;
  let recovery: Promise<void> = Promise.resolve();

  const recover = async (lost: Session): Promise<void> => {
    let told = false;
    const tell = (gone: boolean): void => {
      if (gone && !told) options.onUnexpectedExit(`Postgres (pid ${lost.postmasterPid}) ended unexpectedly`);
      told ||= gone;
    };
    // A postmaster ends after the session that told of it: at once when killed, else when all is written.
    const patience = options.role === 'command' ? LONGEST_SHUTDOWN_MS : A_MOMENT_MS;
    tell(await isGoneWithin(lost.postmasterPid, patience, signal));
    if (signal.aborted || options.role === 'command') return;
    const attachment = await bringBack(cluster, lost.port, options, signal);
    if (attachment === undefined) return;
    const { session } = attachment;
    tell(session.postmasterPid !== lost.postmasterPid);
    options.onLog(`Postgres is back (pid ${session.postmasterPid}, port ${session.port})`);
    watch(session);
  };

  const watch = (session: Session): void => {
    current = session;
    void session.ended.then(() => {
      if (!signal.aborted) recovery = recover(session);
    });
  };

  const stop = async (): Promise<void> => {
    aborter.abort();
    await recovery;
    const session = current.isOpen()
      ? current
      : await awaitPostmaster(cluster, sessionName(options.role), LAST_LOOK_MS);
    if (session === undefined) return;
    await switchOff(cluster, session, options);
    await session.close();
  };

  watch(first);
  return stop;
}
