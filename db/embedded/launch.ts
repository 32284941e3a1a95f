import type { ChildProcess } from 'node:child_process';
import type { Cluster } from './cluster';
import { EmbeddedPostgresError } from './errors';
import { isFree } from './port';
import { readPostmasterFile } from './postmaster-file';
import { visibleDirectory } from './reach';
import { fatalLine, openServerLog, type ServerLog } from './server-log';
import { postgresSettings } from './settings';
import { sleep } from './sleep';
import { stopPostmaster } from './stop-postmaster';
import { cannotRun, runTool, spawnTool } from './tool';

/** What a start needs to know. */
export interface LaunchOptions {
  readonly port: number;
  /** A pid in postmaster.pid that is known not to be a postmaster. */
  readonly stalePid: number | undefined;
  /** When to give up, in milliseconds since the epoch. */
  readonly deadline: number;
  readonly signal: AbortSignal;
}

// Another start was faster, the remains of a killed postmaster are still ending, or the port was taken meanwhile.
const PASSING = /lock file .* (already exists|is empty)|is still in use|Address already in use/;

async function judgeFailure(cluster: Cluster, log: string, port: number): Promise<undefined> {
  if (PASSING.test(log) || !(await isFree(port))) return undefined;
  const reason = fatalLine(log) ?? 'it gave no reason';
  throw new EmbeddedPostgresError(`Postgres did not start: ${reason} (see ${cluster.logFile})`);
}

// Postgres takes a lock file for stale when it names its own grandparent, for that can be no postmaster. Saying so
// overrides the lock file for this one pid, and keeps every other check (shared memory still in use) in force.
function declareStale(stalePid: number | undefined): Readonly<Record<string, string>> {
  return stalePid === undefined ? {} : { PG_GRANDPARENT_PID: String(stalePid) };
}

function spawnPostgres(cluster: Cluster, log: ServerLog, options: LaunchOptions): ChildProcess {
  const directory = visibleDirectory(cluster.directory, cluster.account);
  try {
    const child = spawnTool(
      cluster.binaries.postgres,
      ['-D', directory.path, ...postgresSettings(options.port)],
      {
        account: cluster.account,
        stdio: ['ignore', log.descriptor, log.descriptor, ...directory.stdio],
        env: declareStale(options.stalePid),
      },
    );
    child.unref(); // it may outlive this process: another one may be using it
    return child;
  } finally {
    directory.close();
  }
}

function isReady(cluster: Cluster, child: ChildProcess): boolean {
  const file = readPostmasterFile(cluster.directory);
  return file?.ready === true && file.pid === child.pid;
}

async function untilReady(
  cluster: Cluster,
  child: ChildProcess,
  options: LaunchOptions,
): Promise<'ready' | 'exited'> {
  let ended = false;
  let failure: Error | undefined;
  child.once('exit', () => {
    ended = true;
  });
  child.once('error', (error) => {
    failure = error;
  });
  while (!isReady(cluster, child)) {
    if (failure !== undefined) throw cannotRun(cluster.binaries.postgres, failure);
    if (ended) return 'exited';
    if (options.signal.aborted || Date.now() > options.deadline) {
      if (child.pid !== undefined) await stopPostmaster(cluster, child.pid);
      throw new EmbeddedPostgresError(
        `Postgres did not become ready in time and was stopped (see ${cluster.logFile})`,
      );
    }
    await sleep(10);
  }
  return 'ready';
}

// Untested. An administrator's shell may not start postgres itself; pg_ctl gives those rights up first.
async function launchOnWindows(cluster: Cluster, log: ServerLog, port: number): Promise<number | undefined> {
  log.close();
  const { code } = await runTool(
    cluster.binaries.pgCtl,
    [
      'start',
      `--pgdata=${cluster.directory}`,
      `--log=${cluster.logFile}`,
      '--wait',
      '--timeout=60',
      `--options=${postgresSettings(port).join(' ')}`,
    ],
    { account: undefined },
  );
  return code === 0 ? readPostmasterFile(cluster.directory)?.pid : judgeFailure(cluster, '', port);
}

/**
 * Starts Postgres on `port`. The postmaster's pid when it accepts connections; undefined when something that passes stood in the
 * way, so that the caller looks again. Throws EmbeddedPostgresError, with nothing left running, when it cannot start.
 */
export async function launch(cluster: Cluster, options: LaunchOptions): Promise<number | undefined> {
  const log = openServerLog(cluster.logFile);
  if (process.platform === 'win32') return launchOnWindows(cluster, log, options.port);
  try {
    const child = spawnPostgres(cluster, log, options);
    const outcome = await untilReady(cluster, child, options);
    return outcome === 'ready' ? child.pid : await judgeFailure(cluster, log.readSince(), options.port);
  } finally {
    log.close();
  }
}
