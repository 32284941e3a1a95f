import { setTimeout as sleep } from 'node:timers/promises';
import type { CleanUp } from './clean-up';

const INTERRUPTED = 130;
const STOP_MS = 20_000;

/** Undoes everything on Ctrl-C, too; a second one does not wait for it. Returns whether it has come to that. */
export const obeySignals = (cleanUp: CleanUp, isOver: () => Promise<unknown>): (() => boolean) => {
  let isStopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (isStopping) process.exit(INTERRUPTED);
    isStopping = true;
    console.error(`${signal}: stopping what was started`);
    await cleanUp.run();
    // What was just being started finds that everything is over, and ends as well.
    await Promise.race([isOver(), sleep(STOP_MS)]);
    await cleanUp.run();
    process.exit(INTERRUPTED);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(signal));
  return () => isStopping;
};
