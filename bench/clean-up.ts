type Stop = () => unknown;

/** What is to be undone, last thing first. */
export interface CleanUp {
  add(stop: Stop): void;
  /** Undoes everything, whatever single steps do; those that fail are told of on standard error. */
  run(): Promise<void>;
}

/** A clean-up; within another one it is also part of that. */
export const createCleanUp = (within?: CleanUp): CleanUp => {
  const stops: Stop[] = [];
  let isOver = false;
  const run = async (): Promise<void> => {
    isOver = true;
    for (let stop = stops.pop(); stop; stop = stops.pop()) {
      try {
        await stop();
      } catch (error) {
        console.error(`clean-up: ${(error as Error).message}`);
      }
    }
  };
  within?.add(run);
  return {
    run,
    add(stop) {
      stops.push(stop);
      // What was being started when everything was stopped.
      if (isOver) void run();
    },
  };
};
