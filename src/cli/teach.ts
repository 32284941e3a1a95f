import type { Command } from 'commander';

/** What the help of a command says beyond its options. */
export interface Lesson {
  /** Command lines that work as they stand, each with what it does. */
  readonly examples: readonly (readonly [line: string, does: string])[];
  /** What it takes to run the command: a database, a server, nothing. */
  readonly needs: string;
}

/** For commands that are about the route table alone. */
export const NEEDS_NO_DATABASE =
  'neither a server nor a database. LIFECYCLE_FILE is read where it is set: its plans are told as well.';

const DATABASE =
  'the database: that of DATABASE_URL, else the embedded one in DATA_DIR. A running server is no hindrance: its database is joined, and what changes holds from its next request on. Without one the embedded database runs for as long as the command takes.';

/** For commands that work on the directory (`withOperations`). */
export const NEEDS_DIRECTORY = `${DATABASE} Where DATA_DIR holds none, none is made.`;

/** For commands with which a directory may begin. */
export const MAKES_DIRECTORY = `${DATABASE} Where DATA_DIR holds none, one is made.`;

const WIDTH = 80;

/** The text in lines that fit a terminal, each after two blanks. */
const wrapped = (text: string): string => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ' '} ${word}`;
    if (lines.length > 0 && longer.length <= WIDTH) lines.splice(-1, 1, longer);
    else lines.push(`  ${word}`);
  }
  return lines.join('\n');
};

const exampleLines = ([line, does]: readonly [string, string]): string => `  ${line}\n      ${does}`;

/** Adds examples and needs to the end of a command's help; returns the command. */
export const teach = (command: Command, { examples, needs }: Lesson): Command =>
  command.addHelpText(
    'after',
    `\nExamples:\n${examples.map(exampleLines).join('\n')}\n\nNeeds:\n${wrapped(needs)}`,
  );
