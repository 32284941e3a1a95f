import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { CleanUp } from './clean-up';
import type { Directory } from './directory';
import { ADMIN_TOKEN } from './roster';

/** Times of reads that went on beside something else, in milliseconds. */
export interface ReaderResult {
  readonly reads: number;
  readonly p50: number;
  readonly p99: number;
}

const PROGRAM = join(__dirname, 'programs', 'reader.js');

/**
 * Reads single users at a steady pace in a process of its own, which no other work of this one delays, while something is
 * done. Throws an `Error` where a read failed.
 */
export const readBeside = async (
  on: { readonly url: string; readonly directory: Directory; readonly perSecond: number },
  cleanUp: CleanUp,
  work: () => Promise<unknown>,
): Promise<ReaderResult> => {
  const args = [on.url, ADMIN_TOKEN, String(on.directory.users), String(on.perSecond)];
  const child = fork(PROGRAM, args, { detached: true });
  cleanUp.add(() => child.kill('SIGTERM'));
  await work();
  const message = once(child, 'message') as Promise<[ReaderResult & { readonly failed: number }]>;
  child.send('stop');
  const [{ failed, ...result }] = await message;
  if (failed > 0) throw new Error(`${failed} reads failed beside ${result.reads} that did not`);
  return result;
};
