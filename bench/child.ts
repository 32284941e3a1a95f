import { type ChildProcess, spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';

/** A server under measurement, in a process of its own. */
export interface Child {
  readonly url: string;
  /** CPU time used so far in milliseconds; not a number where the system does not tell. */
  cpuMs(): number;
  stop(): Promise<void>;
}

const TICKS_PER_SECOND = 100;

const cpuOf = (pid: number | undefined): number => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return ((Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND) * 1000;
  } catch {
    return Number.NaN;
  }
};

const addressOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const url = /(?:listening|ready) at (\S+)/.exec(said)?.[1];
      if (url) resolve(url);
    });
    child.once('exit', (code) => reject(new Error(`exited with ${code}: ${said}`)));
  });

const stopped = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });

/** Starts a script whose standard output, the access log, goes to a file, and waits until it says where it listens. */
export const startChild = async (
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  logFile: string,
): Promise<Child> => {
  const child = spawn(process.execPath, [...args], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', openSync(logFile, 'w'), 'pipe'],
  });
  const url = await addressOf(child);
  return { url, cpuMs: () => cpuOf(child.pid), stop: () => stopped(child) };
};
