import type { Instant } from '../src/domain/instant';

interface Asked<T> {
  /** The latest instant of those who asked. */
  now: Instant;
  readonly answer: Promise<T>;
}

/** Resolves when all that asks in this turn of the loop has asked. */
export const endOfTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * A reading that is asked for several times in one turn of the loop, done once: as of the latest instant of those who ask, all
 * of whom are given the same. `keyOf` tells equal questions.
 */
export const shared = <Question, T>(
  keyOf: (question: Question) => string,
  read: (question: Question, now: Instant) => Promise<T>,
): ((question: Question, now: Instant) => Promise<T>) => {
  const open = new Map<string, Asked<T>>();

  const begin = (key: string, question: Question): Asked<T> => {
    const asked: Asked<T> = {
      now: '',
      answer: endOfTurn().then(() => {
        open.delete(key);
        return read(question, asked.now);
      }),
    };
    open.set(key, asked);
    return asked;
  };

  return (question, now) => {
    const key = keyOf(question);
    const asked = open.get(key) ?? begin(key, question);
    if (now > asked.now) asked.now = now;
    return asked.answer;
  };
};
