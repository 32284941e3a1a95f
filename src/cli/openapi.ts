import { Command, Option } from 'commander';
import { openApiDocument } from '../../routes/documents/openapi/document';
import { DIALECTS } from '../../routes/table';
import { readVersion } from '../version';
import { writeDocument } from './document-file';
import { note, say } from './output';
import { plannedTable } from './planned-table';
import { NEEDS_NO_DATABASE, teach } from './teach';

interface Options {
  readonly dialect?: string;
  readonly out?: string;
}

const run = async ({ dialect, out }: Options): Promise<void> => {
  const routes = plannedTable().routes.filter(
    (route) => dialect === undefined || route.dialect.name === dialect,
  );
  const text = JSON.stringify(openApiDocument(routes, readVersion()), null, 2);
  if (out === undefined) return say(text);
  writeDocument(out, `${text}\n`);
  return note(`${out} is written.`);
};

/** `roster openapi` */
export const openApiCommand = (): Command =>
  teach(
    new Command('openapi')
      .description('print the OpenAPI 3.1 document that the server has at /openapi.json')
      .addOption(
        new Option('--dialect <name>', 'of one dialect, as at /openapi/<name>.json').choices(
          DIALECTS.map(({ name }) => name),
        ),
      )
      .option('--out <file>', 'write it to a file instead')
      .action(run),
    {
      examples: [
        ['roster openapi --out openapi.json', 'all dialects, also those that DIALECTS switches off'],
        ['roster openapi --dialect rails', 'one dialect, for a generator of clients'],
      ],
      needs: NEEDS_NO_DATABASE,
    },
  );
