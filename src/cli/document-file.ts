import { readFileSync, writeFileSync } from 'node:fs';
import { CommandError } from './command-error';

/** Does something to a file; one that cannot be read or written is the caller's mistake. */
const onFile = <T>(path: string, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    throw new CommandError(`${path} cannot be used: ${(error as Error).message}`);
  }
};

/** Writes a document that is made from the program. Throws a `CommandError` where that cannot be done. */
export const writeDocument = (path: string, text: string): void =>
  onFile(path, () => writeFileSync(path, text));

/** Throws a `CommandError` where a file is not the document that the program makes; `script` is what writes it. */
export const assertCurrent = (path: string, text: string, script: string): void => {
  if (onFile(path, () => readFileSync(path, 'utf8')) !== text)
    throw new CommandError(`${path} is stale: run \`npm run ${script}\``);
};
