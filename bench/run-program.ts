import { setTimeout as sleep } from 'node:timers/promises';
import { type CleanUp, createCleanUp } from './clean-up';

const INTERRUPTED = 130;
const STOP_MS = 20_000;

/** Undoes everything on Ctrl-C, too; a second one does not wait for it. Returns whether it has come to that. */
const obeySignals = (cleanUp: CleanUp, isOver: () => Promise<unknown>): (() => boolean) => {
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

/** What a program has besides its arguments. */
export interface Running {
  /** What was started is to be undone by it. */
  readonly cleanUp: CleanUp;
  /** Whether it is being ended by a signal. */
  readonly isStopping: () => boolean;
}

/** Runs a program to its end, and undoes whatever it has started; what it throws is one line and exit code 1. */
export const runProgram = (work: (running: Running) => Promise<void>): void => {
  const cleanUp = createCleanUp();
  let ended: Promise<unknown> = Promise.resolve();
  const isStopping = obeySignals(cleanUp, () => ended);
  ended = work({ cleanUp, isStopping })
    .finally(() => cleanUp.run())
    .catch((error: unknown) => {
      console.error((error as Error).message);
      process.exitCode = 1;
    });
};
