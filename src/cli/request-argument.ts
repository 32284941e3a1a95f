import { readFileSync, statSync } from 'node:fs';
import { AppError } from '../domain/error';
import { CommandError } from './command-error';

/** What `[request]` may be, for the help of every command that takes one. */
export const REQUEST_ARGUMENT =
  'a file with the request, - for standard input, or the request itself: a curl line, an HTTP request, a HAR entry or a Postman item';

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** A word that is neither a path of an API nor anything else that could be a request. */
const isFileName = (text: string): boolean => /^[^\s{/]+$/.test(text) && !text.includes('://');

/** The text of a request: from a file, from standard input, or as it was given. Throws a `CommandError`. */
export const readRequestArgument = (argument = '-'): string => {
  try {
    if (argument === '-') return readFileSync(0, 'utf8');
    if (argument.length < 4096 && isFile(argument)) return readFileSync(argument, 'utf8');
  } catch (error) {
    throw new CommandError(`the request cannot be read: ${(error as Error).message}`);
  }
  if (isFileName(argument)) throw new CommandError(`${argument} is no file and no request`);
  return argument;
};

/** What was wrong with a request or a dialect, as a line for the terminal; any other error as it is. */
export const requestRefusal = (error: unknown): unknown => {
  const issue = error instanceof AppError ? error.details.issues?.[0] : undefined;
  if (!issue) return error;
  const { field, expected } = issue;
  if (field === 'into') return new CommandError(`--to must be one of: ${[expected].flat().join(', ')}`);
  return new CommandError(`the request must be ${String(expected)}`);
};
