import { parseArgs } from 'node:util';
import { type Plan, QUICK_PLAN, WHOLE_PLAN } from './plan';
import { ROWS } from './rows';
import type { Row } from './rows/row';

/** What the command line asks for. */
export interface Asked {
  readonly rows: readonly Row[];
  readonly plan: Plan;
  readonly isHelp: boolean;
}

const WIDTH = 16;

const HELP = `npm run bench -- [--quick] [row ...]

Measures and prints one table; progress goes to standard error. Rows:

${ROWS.map(({ name, says, isExtra }) => `  ${name.padEnd(WIDTH)}${says}${isExtra ? ' (only by name)' : ''}`).join('\n')}

  --quick   short rounds and a smaller large directory: whether everything runs, not how fast
  --help    this

All rows take some 35 minutes of a machine that does nothing else. See bench/README.md.`;

/** What `--help` prints. */
export const helpText = (): string => HELP;

const rowOf = (name: string): Row => {
  const row = ROWS.find((one) => one.name === name);
  if (!row) throw new Error(`there is no row ${name}; there are ${ROWS.map((one) => one.name).join(', ')}`);
  return row;
};

/** Reads the command line. Throws an `Error` of one line for what it does not know. */
export const readArguments = (args: readonly string[]): Asked => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { quick: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  return {
    rows: positionals.length > 0 ? positionals.map(rowOf) : ROWS.filter(({ isExtra }) => !isExtra),
    plan: values.quick ? QUICK_PLAN : WHOLE_PLAN,
    isHelp: values.help === true,
  };
};
