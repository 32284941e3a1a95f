const STEPS = 4;

/**
 * An answer, if it comes within so many milliseconds; rejects when it does not. Time in which this process was too busy to
 * hear of it counts for a quarter at most: a turn of the loop that is held up says nothing of who was asked.
 */
export const within = <T>(ms: number, answer: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout;
    const giveUp = (): void => reject(new Error(`no answer within ${ms} ms`));
    const wait = (steps: number): void => {
      // Last of all what has arrived meanwhile is read.
      timer = setTimeout(() => (steps > 1 ? wait(steps - 1) : setImmediate(giveUp)), ms / STEPS);
    };
    wait(STEPS);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
