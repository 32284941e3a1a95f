import { createInterface } from 'node:readline/promises';
import { Option } from 'commander';
import { CommandError } from '../command-error';

/** `--password-stdin`, which keeps passwords out of the list of processes and out of the shell's history. */
export const passwordOption = (): Option =>
  new Option('--password-stdin', 'read the password from the first line of standard input');

/** A password that was made, as it is shown. */
export const shownOnce = (password: string): string => `Password: ${password}\nShown this once: keep it now.`;

/** The first line of standard input. Throws a `CommandError` where there is none. */
export const readPassword = async (): Promise<string> => {
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) return line;
  throw new CommandError('no password on standard input');
};
