import { Command } from 'commander';
import { tame } from '../columns';
import { CommandError } from '../command-error';
import { say } from '../output';
import { teach } from '../teach';
import { examineAll } from './examine';
import type { Finding } from './finding';

interface Options {
  readonly json?: true;
}

const LABELS: Readonly<Record<Finding['state'], string>> = { ok: 'ok', warn: 'warn', fail: 'FAIL' };

const linesOf = (findings: readonly Finding[]): string[] => {
  const width = Math.max(...findings.map(({ what }) => what.length));
  return findings.map(({ state, what, says, advice }) => {
    const toDo = advice === null ? '' : ` — ${advice}`;
    return tame(`${LABELS[state].padEnd(4)}  ${what.padEnd(width)}  ${says}${toDo}`);
  });
};

const run = async ({ json }: Options): Promise<void> => {
  const findings = await examineAll();
  await say(json ? JSON.stringify(findings, null, 2) : linesOf(findings).join('\n'));
  const failures = findings.filter(({ state }) => state === 'fail').length;
  if (failures > 0) throw new CommandError(`${failures} of ${findings.length} checks failed`);
};

/** `roster doctor` */
export const doctorCommand = (): Command =>
  teach(
    new Command('doctor')
      .description('look at all that the server rests on, and say what to do about what is wrong')
      .option('--json', 'as a JSON array of objects: state (ok, warn, fail), what, says, advice')
      .action(run),
    {
      examples: [
        ['roster doctor', 'each finding a line: ok, warn or FAIL; exit code 1 where there is a FAIL'],
        ['roster doctor --json | jq \'.[] | select(.state != "ok")\'', 'what is not well, for a program'],
      ],
      needs:
        'nothing, and it changes nothing. It may run beside the server. An embedded database that is there and does not run is started for the look; one that is not there is not made.',
    },
  );
