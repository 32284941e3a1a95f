import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, truncateSync } from 'node:fs';
import type { CleanUp } from './clean-up';
import { cpuMsOf, residentMbOf } from './proc';

/** A server under measurement, in a process of its own. */
export interface Child {
  readonly url: string;
  readonly pid: number;
  /** What it says about itself after its address. */
  readonly facts: string;
  /** CPU time used so far in milliseconds; not a number where the system does not tell. */
  cpuMs(): number;
  /** Memory in MB; likewise. */
  residentMb(): number;
  /** Empties the file that its standard output goes to: an access log of minutes takes gigabytes. */
  emptyLog(): void;
  /** SIGTERM, and SIGKILL for one that does not mind it. */
  stop(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** How it ended; null while it runs. */
  ending(): string | null;
}

/** What a child is started with. */
export interface ChildOptions {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Where its standard output, the access log, goes. */
  readonly logFile: string;
}

const START_MS = 120_000;
const STOP_MS = 20_000;
const READY = /(?:listening|ready) at (\S+)(.*)\n/;

const announced = (child: ChildProcess): Promise<RegExpExecArray> =>
  new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`a server did not start: ${said}`)), START_MS);
    const settle = (): void => clearTimeout(timer);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      // What comes later is of use to nobody, but must be read.
      if (said.length < 10_000) said += text;
      const found = READY.exec(said);
      if (found) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`a server ended with ${code}: ${said.trim()}`)));
    child.once('error', reject).once('exit', settle);
    child.stderr?.once('data', settle);
  });

const endingOf = ({ exitCode, signalCode }: ChildProcess): string | null =>
  signalCode ?? (exitCode === null ? null : `exit ${exitCode}`);

const killed = async (child: ChildProcess): Promise<void> => {
  if (endingOf(child) !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
};

const stopped = async (child: ChildProcess): Promise<void> => {
  if (endingOf(child) !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await exit;
  clearTimeout(timer);
};

/**
 * Starts a script of Node, and waits until it says where it listens. It ends with the clean-up at the latest. Throws an
 * `Error` with what it said where it ends instead.
 */
export const startChild = async (options: ChildOptions, cleanUp: CleanUp): Promise<Child> => {
  const { args, environment, logFile } = options;
  // To be emptied from outside, it must be written at its end.
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, [...args], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', log, 'pipe'],
    // A Ctrl-C is for this process alone, which then stops the others in order.
    detached: true,
  });
  closeSync(log);
  const stop = (): Promise<void> => stopped(child);
  cleanUp.add(stop);
  const [, url = '', facts = ''] = await announced(child);
  const pid = child.pid ?? 0;
  return {
    url,
    pid,
    facts: facts.trim(),
    cpuMs: () => cpuMsOf(pid),
    residentMb: () => residentMbOf(pid),
    emptyLog: () => truncateSync(logFile, 0),
    stop,
    kill: () => killed(child),
    ending: () => endingOf(child),
  };
};
