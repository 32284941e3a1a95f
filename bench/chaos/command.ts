import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../roster';
import type { Chaos } from './fault';
import { environmentOf } from './roster-server';

/** A command that runs. */
export interface RunningCommand {
  readonly child: ChildProcess;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** What it has said to standard error. */
  said(): string;
}

const PROGRAM = `require(${JSON.stringify(join(ROOT, 'dist', 'src', 'cli', 'roster.js'))}).main([process.execPath, 'roster', ...process.argv.slice(1)])`;

/** Starts `roster` as it was built with these arguments. It is killed with the clean-up at the latest. */
export const startCommand = (
  { place, cleanUp }: Pick<Chaos, 'place' | 'cleanUp'>,
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
): RunningCommand => {
  const home = mkdtempSync(join(place, 'command-'));
  const child = spawn(process.execPath, ['-e', PROGRAM, '--', ...args], {
    cwd: home,
    env: { PATH: process.env['PATH'], ...environmentOf(home, settings) },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  cleanUp.add(() => child.kill('SIGKILL'));
  let text = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  return { child, ended, said: () => text };
};
