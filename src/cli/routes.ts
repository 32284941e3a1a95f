import { readFileSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { describeRoutes, formatRoutes, routesDocument } from '../../routes/describe';
import { createTable } from '../../routes/table';
import { CommandError } from './command-error';

interface Options {
  readonly json?: true;
  readonly write?: string;
  readonly check?: string;
}

/** Does something to a file; one that cannot be read or written is the caller's mistake. */
const onFile = <T>(path: string, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    throw new CommandError(`${path} cannot be used: ${(error as Error).message}`);
  }
};

const run = (options: Options): void => {
  const rows = describeRoutes(createTable().routes);
  if (options.write) {
    const { write } = options;
    onFile(write, () => writeFileSync(write, routesDocument(rows)));
    console.log(`${write} is written.`);
  } else if (options.check) {
    const { check } = options;
    if (onFile(check, () => readFileSync(check, 'utf8')) !== routesDocument(rows)) {
      throw new CommandError(`${check} is stale: run \`npm run routes:write\``);
    }
    console.log(`${check} is current.`);
  } else {
    console.log(options.json ? JSON.stringify(rows, null, 2) : formatRoutes(rows));
  }
};

/** `roster routes` */
export const routesCommand = (): Command =>
  new Command('routes')
    .description('print the route table: method, path, aliases, operation, permission, dialect')
    .option('--json', 'as JSON, for other programs')
    .option('--write <file>', 'write the Markdown document')
    .option('--check <file>', 'fail when the Markdown document is stale')
    .action(run);
