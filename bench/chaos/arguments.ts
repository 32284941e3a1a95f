import { parseArgs } from 'node:util';
import type { Fault } from './fault';
import { FAULTS } from './faults';

/** What the command line asks for. */
export interface Asked {
  readonly faults: readonly Fault[];
  readonly isQuick: boolean;
  readonly minutes: number | null;
  readonly isHelp: boolean;
}

const WIDTH = 22;

const lineOf = ({ name, says, isExtra }: Fault): string =>
  `  ${name.padEnd(WIDTH)}${says}${isExtra ? ' (only by name)' : ''}`;

/** What `--help` prints. */
export const helpText = (): string => `npm run chaos -- [--quick] [--minutes n] [fault ...]

Breaks things on purpose and prints one table of what was seen; progress goes to standard error. Faults:

${FAULTS.map(lineOf).join('\n')}

  --quick       few rounds and short outages: whether everything runs
  --minutes n   how long faults take that have no length of their own
  --help        this

Ends with 1 when something promised was not kept. See docs/faults.md.`;

const faultOf = (name: string): Fault => {
  const fault = FAULTS.find((one) => one.name === name);
  if (!fault)
    throw new Error(`there is no fault ${name}; there are ${FAULTS.map((one) => one.name).join(', ')}`);
  return fault;
};

const minutesOf = (text: string | undefined): number | null => {
  if (text === undefined) return null;
  const minutes = Number(text);
  if (!(minutes > 0)) throw new Error(`--minutes takes a positive number, not ${text}`);
  return minutes;
};

/** Reads the command line. Throws an `Error` of one line for what it does not know. */
export const readArguments = (args: readonly string[]): Asked => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      quick: { type: 'boolean' },
      minutes: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  return {
    faults: positionals.length > 0 ? positionals.map(faultOf) : FAULTS.filter(({ isExtra }) => !isExtra),
    isQuick: values.quick === true,
    minutes: minutesOf(values.minutes),
    isHelp: values.help === true,
  };
};
