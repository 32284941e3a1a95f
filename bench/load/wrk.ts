import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CleanUp } from '../clean-up';
import { firstNumber, type Load, type LoadGenerator, type LoadResult } from './load';
import { RESULT_MARK, wrkScript } from './wrk-script';

interface Printed {
  readonly answers: number;
  readonly micros: number;
  readonly refused: number;
  readonly failed: number;
  readonly p50: number;
  readonly p99: number;
}

const TIMEOUT = '20s';

const run = (args: readonly string[], cleanUp?: CleanUp): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = execFile('wrk', [...args], (error, stdout) => {
      // It ends with 1 after `--version` as well.
      if (error && stdout === '') reject(error);
      else resolve(stdout);
    });
    cleanUp?.add(() => child.kill('SIGTERM'));
  });

const resultOf = (printed: string): LoadResult => {
  const line = printed.split('\n').find((text) => text.startsWith(RESULT_MARK));
  if (!line) throw new Error(`wrk told no result: ${printed.trim()}`);
  const { answers, micros, refused, failed, p50, p99 } = JSON.parse(
    line.slice(RESULT_MARK.length),
  ) as Printed;
  return { answers, refused, failed, seconds: micros / 1e6, p50: p50 / 1000, p99: p99 / 1000 };
};

/** wrk, whose scripts go to a directory; null where it is not installed. */
export const findWrk = async (directory: string, cleanUp: CleanUp): Promise<LoadGenerator | null> => {
  const version = await run(['--version']).catch(() => null);
  if (version === null) return null;
  return {
    name: version.split(' ').slice(0, 2).join(' '),
    async run(load: Load) {
      const script = join(directory, 'load.lua');
      writeFileSync(script, wrkScript(load, firstNumber()));
      const args = ['--threads', '1', '--connections', String(load.connections), '--timeout', TIMEOUT];
      return resultOf(
        await run([...args, '--duration', `${load.seconds}s`, '--script', script, load.url], cleanUp),
      );
    },
  };
};
