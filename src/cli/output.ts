import { CommandError } from './command-error';

/** Writes a text and the end of its line to standard output. Throws the system's error where that cannot be done. */
export const say = (text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(`${text}\n`, (error) => (error ? reject(error) : resolve()));
  });

/**
 * As `say`, for what is shown once. Throws a `CommandError` that says how to get another, since this one is lost.
 */
export const sayOnce = async (text: string, whatNow: string): Promise<void> => {
  try {
    await say(text);
  } catch (error) {
    throw new CommandError(`standard output cannot be written (${(error as Error).message}): ${whatNow}`);
  }
};

/** Tells the person at the keyboard something that no program is to read. */
export const note = (text: string): void => {
  process.stderr.write(`${text}\n`);
};
