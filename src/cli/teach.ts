import type { Command } from 'commander';

/** What the help of a command says beyond its options. */
export interface Lesson {
  /** Command lines that work as they stand, each with what it does. */
  readonly examples: readonly (readonly [line: string, does: string])[];
  /** What it takes to run the command: a database, a server, nothing. */
  readonly needs: string;
}

/** For commands that neither read nor change anything outside. */
export const NEEDS_NOTHING = 'nothing: neither a server nor a database.';

/** For commands that work on the directory (`withOperations`). */
export const NEEDS_DIRECTORY =
  'the database: that of DATABASE_URL, else the embedded one in DATA_DIR. A running server is no hindrance: its database is joined, and what changes holds from its next request on. Without one the embedded database runs for as long as the command takes.';

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
