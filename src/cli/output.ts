import { CommandError } from './command-error';
import { isClosedOutput } from './failure';

const write = (text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(`${text}\n`, (error) => (error ? reject(error) : resolve()));
  });

const lostOutput = (error: unknown, whatNow: string): CommandError =>
  new CommandError(
    `standard output cannot be written (${(error as Error).message})${whatNow && `: ${whatNow}`}`,
  );

/** What a failed write to standard output is told as: a `CommandError`, or the system's error where the reader has left. */
export const outputRefusal = (error: unknown): unknown =>
  isClosedOutput(error) ? error : lostOutput(error, '');

/**
 * Writes a text and the end of its line to standard output. Where that cannot be done, throws a `CommandError`, or the
 * system's error where the reader has left.
 */
export const say = async (text: string): Promise<void> => {
  try {
    await write(text);
  } catch (error) {
    throw outputRefusal(error);
  }
};

/**
 * As `say`, for what is shown once. Throws a `CommandError` that says how to get another, since this one is lost.
 */
export const sayOnce = async (text: string, whatNow: string): Promise<void> => {
  try {
    await write(text);
  } catch (error) {
    throw lostOutput(error, whatNow);
  }
};

/** Tells the person at the keyboard something that no program is to read. */
export const note = (text: string): void => {
  process.stderr.write(`${text}\n`);
};
