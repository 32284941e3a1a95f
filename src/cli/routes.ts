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

const run = (options: Options): void => {
  const rows = describeRoutes(createTable().routes);
  if (options.write) {
    writeFileSync(options.write, routesDocument(rows));
    console.log(`${options.write} is written.`);
  } else if (options.check) {
    if (readFileSync(options.check, 'utf8') !== routesDocument(rows)) {
      throw new CommandError(`${options.check} is stale: run \`npm run routes:write\``);
    }
    console.log(`${options.check} is current.`);
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
