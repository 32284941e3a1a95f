import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startEmbeddedPostgres } from '../../db/embedded/embedded-postgres';
import { createTable } from '../../routes/table';
import { type Ending, endProcesses, type Started, start } from './child-process';
import { declareAnswers, forgetAnswers } from './declared-answers';

export const ROOT = resolve(__dirname, '../..');
export const ROSTER = join(ROOT, 'bin', 'roster.js');

export type Environment = Readonly<Record<string, string>>;

/** A server that is ready. */
export interface ServerProcess extends Started {
  readonly address: string;
  /** Stops it and returns how it ended. */
  stop(signal?: NodeJS.Signals): Promise<Ending>;
}

const directories = new Set<string>();

/** A directory that `cleanUp` removes, with the database in it if there is one. Mode 0700, as `mktemp -d` makes them. */
export const temporaryDirectory = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'roster-process-'));
  directories.add(directory);
  return directory;
};

/** Nothing of this machine's settings: what a test says is all there is. */
export const cleanEnvironment = (home: string, settings: Environment = {}): Environment => ({
  PATH: process.env['PATH'] ?? '',
  HOME: home,
  ...settings,
});

export interface RosterOptions {
  readonly settings?: Environment;
  /** One of its own when not given. */
  readonly dataDir?: string;
  /** Who runs it; only root can choose. */
  readonly uid?: number;
  /** Another copy of the program. */
  readonly entry?: string;
  /** An empty one when not given, so that no `.env` is found. */
  readonly cwd?: string;
}

/** Starts `node bin/roster.js ...` with nothing of this process's settings. */
export const startRoster = (args: readonly string[], options: RosterOptions = {}): Started => {
  const { settings = {}, uid, entry = ROSTER, dataDir = join(temporaryDirectory(), 'data') } = options;
  const home = temporaryDirectory();
  if (uid !== undefined) chownSync(home, uid, uid);
  return start(process.execPath, [entry, ...args], {
    cwd: options.cwd ?? home,
    env: cleanEnvironment(home, { DATA_DIR: dataDir, PORT: '0', ...settings }),
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
};

/** The address in an announcement. */
export const addressIn = (announcement: string): string =>
  /^Roster is ready at (http:\S+)$/m.exec(announcement)?.[1] ?? '';

/** Waits for the announcement, whole. */
export const ready = async (started: Started): Promise<ServerProcess> => {
  await started.heard('Ctrl-C stops it.');
  const stop = (signal: NodeJS.Signals = 'SIGTERM'): Promise<Ending> => {
    started.child.kill(signal);
    return started.ended;
  };
  return { ...started, address: addressIn(started.stderr()), stop };
};

/** A server of the given settings that is ready. Its answers are held against its OpenAPI document. */
export const startServer = async (options: RosterOptions = {}): Promise<ServerProcess> => {
  const server = await ready(startRoster(['serve'], options));
  // A process with other dialects has another table than the one that is made here.
  if (options.settings?.['DIALECTS'] === undefined) declareAnswers(server.address, createTable());
  return {
    ...server,
    stop(signal) {
      forgetAnswers(server.address);
      return server.stop(signal);
    },
  };
};

export interface Outcome extends Ending {
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `roster ...` to its end, with `input` as its standard input. */
export const runRoster = async (
  args: readonly string[],
  { input = '', ...options }: RosterOptions & { readonly input?: string } = {},
): Promise<Outcome> => {
  const started = startRoster(args, options);
  started.child.stdin?.on('error', () => undefined).end(input);
  const ending = await started.ended;
  return { ...ending, stdout: started.stdout(), stderr: started.stderr() };
};

/** The pid that the Postgres of a data directory has noted; undefined when there is none. */
export const postmasterPid = (dataDir: string): number | undefined => {
  const file = join(dataDir, 'postgres', 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined;
};

// What a killed server left running is joined, which proves whose it is, and stopped by its last user.
const stopPostgres = async (dataDir: string): Promise<void> => {
  if (postmasterPid(dataDir) === undefined) return;
  const remains = await startEmbeddedPostgres({ dataDir, role: 'command' });
  await remains.stop();
};

/** Ends every process and removes every directory of this test file. */
export const cleanUp = async (): Promise<void> => {
  await endProcesses();
  for (const directory of directories) {
    for (const dataDir of [directory, join(directory, 'data')]) await stopPostgres(dataDir);
    rmSync(directory, { recursive: true, force: true });
  }
  directories.clear();
};
