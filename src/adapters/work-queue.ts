import { AppError } from '../domain/error';

export interface WorkQueueOptions {
  /** How many run at once. */
  readonly concurrency: number;
  /** How many may wait; the next one is refused at once. */
  readonly maxQueue: number;
  /** How long one may wait, in milliseconds. */
  readonly maxWaitMs: number;
}

export interface WorkQueue {
  /** Runs the work when its turn comes. Throws `unavailable` when there is no room or the wait grows too long. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** How many run and how many wait at the moment. */
  load(): QueueLoad;
}

export interface QueueLoad {
  readonly running: number;
  readonly waiting: number;
}

interface Waiter {
  readonly start: () => void;
  readonly timer: NodeJS.Timeout;
}

/** A queue in order of arrival, bounded in length and in time, for work that would starve everything else. */
export const createWorkQueue = ({ concurrency, maxQueue, maxWaitMs }: WorkQueueOptions): WorkQueue => {
  const waiting: Waiter[] = [];
  let active = 0;

  const busy = (): AppError =>
    new AppError('unavailable', { retryAfter: Math.max(1, Math.ceil(maxWaitMs / 1000)) });

  const wait = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const giveUp = (): void => {
        waiting.splice(waiting.indexOf(waiter), 1);
        reject(busy());
      };
      const waiter: Waiter = { start: resolve, timer: setTimeout(giveUp, maxWaitMs) };
      waiting.push(waiter);
    });

  const enter = async (): Promise<void> => {
    if (active >= concurrency) {
      if (waiting.length >= maxQueue) throw busy();
      return wait();
    }
    active += 1;
  };

  // The place goes straight to the next in line, so nobody who comes just now can overtake it.
  const leave = (): void => {
    const next = waiting.shift();
    if (!next) {
      active -= 1;
      return;
    }
    clearTimeout(next.timer);
    next.start();
  };

  return {
    load: () => ({ running: active, waiting: waiting.length }),
    async run(work) {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
};
