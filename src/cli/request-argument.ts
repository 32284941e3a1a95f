import { readFileSync, statSync } from 'node:fs';
import { AppError } from '../domain/error';
import { CommandError } from './command-error';

/** What `[request]` may be, for the help of every command that takes one. */
export const REQUEST_ARGUMENT =
  'a file with the request, - for standard input, or the request itself: a curl line, an HTTP request, a HAR entry or a Postman item';

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** A word that is neither a path of an API nor anything else that could be a request. */
const isFileName = (text: string): boolean => /^[^\s{/]+$/.test(text) && !text.includes('://');

const ENCODINGS: readonly (readonly [mark: string, encoding: string])[] = [
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
];

/** A text in UTF-8, or in what its byte order mark says, as files are that PowerShell writes. */
const textOf = (bytes: Buffer): string => {
  const mark = bytes.toString('hex', 0, 2);
  const [, encoding] = ENCODINGS.find(([start]) => start === mark) ?? [];
  return new TextDecoder(encoding).decode(bytes);
};

/** The text of a request: from a file, from standard input, or as it was given. Throws a `CommandError`. */
export const readRequestArgument = (argument = '-'): string => {
  try {
    if (argument === '-') return textOf(readFileSync(0));
    if (argument.length < 4096 && isFile(argument)) return textOf(readFileSync(argument));
  } catch (error) {
    throw new CommandError(`the request cannot be read: ${(error as Error).message}`);
  }
  if (isFileName(argument)) throw new CommandError(`${argument} is no file and no request`);
  return argument;
};

/** What was wrong with a request, as a line for the terminal; any other error as it is. */
export const requestRefusal = (error: unknown): unknown => {
  const issue = error instanceof AppError ? error.details.issues?.[0] : undefined;
  if (!issue) return error;
  return new CommandError(`the request must be ${String(issue.expected)}`);
};
