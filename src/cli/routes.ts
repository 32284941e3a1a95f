import { Command, Option } from 'commander';
import { describeRoutes, formatRoutes, routesDocument } from '../../routes/describe';
import { assertCurrent, writeDocument } from './document-file';
import { say } from './output';
import { plannedTable } from './planned-table';
import { NEEDS_NO_DATABASE, teach } from './teach';

interface Options {
  readonly json?: true;
  readonly write?: string;
  readonly check?: string;
}

const run = async ({ json, write, check }: Options): Promise<void> => {
  const { routes } = plannedTable();
  if (write !== undefined) {
    writeDocument(write, routesDocument(routes));
    return say(`${write} is written.`);
  }
  if (check !== undefined) {
    assertCurrent(check, routesDocument(routes), 'routes:write');
    return say(`${check} is current.`);
  }
  const rows = describeRoutes(routes);
  return say(json ? JSON.stringify(rows, null, 2) : formatRoutes(rows));
};

/** `roster routes` */
export const routesCommand = (): Command =>
  teach(
    new Command('routes')
      .description('print the route table: method, path, aliases, operation, permission, dialect')
      .option('--json', 'as JSON, for other programs')
      .addOption(new Option('--write <file>', 'write the Markdown document').conflicts(['check', 'json']))
      .addOption(new Option('--check <file>', 'fail when the Markdown document is stale').conflicts('json'))
      .action(run),
    {
      examples: [
        ['roster routes', 'all dialects, also those that DIALECTS switches off'],
        ['roster routes --json', 'for a program'],
        ['roster routes --check docs/routes.md', 'in a build: exit code 1 when the document is stale'],
      ],
      needs: NEEDS_NO_DATABASE,
    },
  );
