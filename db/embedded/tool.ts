import { type ChildProcess, spawn } from 'node:child_process';
import { parse } from 'node:path';
import type { Account } from './account';
import { EmbeddedPostgresError, isSystemError } from './errors';

// Only what a program needs to run. Roster's own environment holds secrets that the database's user must not see,
// and PG* variables would change what the programs do.
const PASSED_ON = [
  'PATH',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'SystemDrive',
  'windir',
  'ComSpec',
  'PATHEXT',
];

function environment(extra: Readonly<Record<string, string>>): Record<string, string> {
  const kept = PASSED_ON.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC', ...extra };
}

/** How one of Postgres's programs is to be run. */
export interface ToolOptions {
  readonly account: Account | undefined;
  /** Descriptors for the child from 0 on. */
  readonly stdio: ReadonlyArray<'ignore' | 'pipe' | number>;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Starts one of Postgres's programs in a session of its own, so that Ctrl-C in a terminal reaches Roster alone and
 * requests can drain before the database stops.
 */
export function spawnTool(file: string, args: readonly string[], options: ToolOptions): ChildProcess {
  return spawn(file, [...args], {
    cwd: parse(file).root,
    env: environment(options.env ?? {}),
    stdio: [...options.stdio],
    detached: true,
    windowsHide: true,
    ...(options.account === undefined ? {} : { uid: options.account.uid, gid: options.account.gid }),
  });
}

/** The one line for a program that the system would not run at all. */
export function cannotRun(file: string, error: Error): EmbeddedPostgresError {
  const reason = isSystemError(error, 'EPERM', 'EINVAL')
    ? 'this process may not switch to the database user'
    : 'the bundled Postgres does not run on this system (it needs glibc on Linux)';
  return new EmbeddedPostgresError(`cannot run ${file}: ${reason}; set DATABASE_URL (${error.message})`, {
    cause: error,
  });
}

/** Runs a program to its end. `output` is what it wrote to both streams. Rejects when it cannot be run at all. */
export function runTool(
  file: string,
  args: readonly string[],
  options: Omit<ToolOptions, 'stdio'> & { readonly inherit?: readonly number[] },
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const stdio = ['ignore', 'pipe', 'pipe', ...(options.inherit ?? [])] as const;
    const child = spawnTool(file, args, { ...options, stdio });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.once('error', (error) => reject(cannotRun(file, error)));
    // `exit`, not `close`: on Windows pg_ctl's child postgres may keep the pipes open.
    child.once(process.platform === 'win32' ? 'exit' : 'close', (code) => resolve({ code, output }));
  });
}
