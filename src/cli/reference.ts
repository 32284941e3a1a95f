import { Command, Option } from 'commander';
import { assertCurrent, writeDocument } from './document-file';
import { say } from './output';
import { referenceDocument } from './reference-document';

interface Options {
  readonly write?: string;
  readonly check?: string;
}

const run = async ({ write, check }: Options, command: Command): Promise<void> => {
  const text = referenceDocument(command.parent ?? command);
  if (write !== undefined) {
    writeDocument(write, text);
    return say(`${write} is written.`);
  }
  if (check === undefined) return say(text.trimEnd());
  assertCurrent(check, text, 'cli:write');
  return say(`${check} is current.`);
};

/** `roster reference`: for those who work on this program, so no help tells of it. */
export const referenceCommand = (): Command =>
  new Command('reference')
    .description('print the help of all commands as one Markdown document')
    .addOption(new Option('--write <file>', 'write it').conflicts('check'))
    .option('--check <file>', 'fail when the file is stale')
    .action(run);
