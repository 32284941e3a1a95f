import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A process of ours, and what it has written. */
export interface Started {
  readonly pid: number;
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves when it has ended and all it wrote is here. */
  readonly ended: Promise<Ending>;
  /** Resolves when standard error holds the text; rejects with all that was written when the process ends without. */
  heard(text: string): Promise<void>;
}

const groups = new Set<number>();
const children = new Set<ChildProcess>();

const collect = (stream: NodeJS.ReadableStream | null, onNews: () => void): (() => string) => {
  let text = '';
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    onNews();
  });
  return () => text;
};

/** Starts a program; `endProcesses` ends it if nobody did. */
export const start = (program: string, args: readonly string[], options: SpawnOptions): Started => {
  const child = spawn(program, [...args], { stdio: ['pipe', 'pipe', 'pipe'], ...options });
  children.add(child);
  if (options.detached && child.pid) groups.add(child.pid);
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const stdout = collect(child.stdout, tell);
  const stderr = collect(child.stderr, tell);
  let isOver = false;
  const ended = new Promise<Ending>((done, fail) => {
    child.once('error', fail);
    child.once('close', (code, signal) => {
      isOver = true;
      done({ code, signal });
      tell();
    });
  });
  const heard = (text: string): Promise<void> =>
    new Promise((done, fail) => {
      const look = (): void => {
        if (!stderr().includes(text) && !isOver) return;
        listeners.delete(look);
        if (stderr().includes(text)) done();
        else fail(new Error(`ended without "${text}":\n${stdout()}${stderr()}`));
      };
      listeners.add(look);
      look();
    });
  return { pid: child.pid ?? -1, child, stdout, stderr, ended, heard };
};

/** True while there is such a process, or group for a negative number, that is not a zombie. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    const stat = `/proc/${pid}/stat`;
    return !(pid > 0 && existsSync(stat) && /\) [ZX] /.test(readFileSync(stat, 'utf8')));
  } catch {
    return false;
  }
};

/** Waits until it is so; the test's own time limit ends the wait. */
export const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((done) => setTimeout(done, 10));
};

/** Ends what is still running, by kill -9. */
export const endProcesses = async (): Promise<void> => {
  for (const pid of groups) if (isAlive(-pid)) process.kill(-pid, 'SIGKILL');
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  groups.clear();
  children.clear();
};
