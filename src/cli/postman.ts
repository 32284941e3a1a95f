import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { type PostmanDocument, postmanDocuments } from '../../routes/documents/postman/postman-documents';
import { DIALECTS } from '../../routes/table';
import { CommandError } from './command-error';
import { writeDocument } from './document-file';
import { note, say } from './output';
import { plannedTable } from './planned-table';
import { NEEDS_NO_DATABASE, teach } from './teach';

const ALL = 'all';

interface Options {
  readonly dialect?: string;
  readonly out?: string;
}

const textOf = ({ make }: PostmanDocument): string => JSON.stringify(make(), null, 2);

const makeFolder = (path: string): void => {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw new CommandError(`${path} cannot be made: ${(error as Error).message}`);
  }
};

const ENVIRONMENT = 'environment';

const run = async ({ dialect, out }: Options): Promise<void> => {
  const documents = postmanDocuments(plannedTable().routes);
  if (out === undefined) {
    const printed = documents.filter(({ name }) => name === (dialect ?? ALL));
    for (const document of printed) await say(textOf(document));
    return;
  }
  makeFolder(out);
  const isAsked = (name: string): boolean =>
    dialect === undefined || name === dialect || name === ENVIRONMENT;
  for (const document of documents.filter(({ name }) => isAsked(name))) {
    const path = join(out, `${document.name}.json`);
    writeDocument(path, `${textOf(document)}\n`);
    note(`${path} is written.`);
  }
};

/** `roster postman` */
export const postmanCommand = (): Command =>
  teach(
    new Command('postman')
      .description('print a Postman collection, or write all of them and their environment into a folder')
      .addOption(
        new Option(
          '--dialect <name>',
          'the collection of one dialect; of all where there is no --out',
        ).choices([...DIALECTS.map(({ name }) => name), ALL]),
      )
      .option('--out <folder>', 'write <dialect>.json, all.json and environment.json into a folder')
      .action(run),
    {
      examples: [
        ['roster postman --out postman', 'all collections and the environment, to be imported into Postman'],
        ['roster postman --dialect rest > rest.json', 'one collection'],
        [
          'newman run postman/rest.json -e postman/environment.json --env-var password=...',
          'a run of it against a server at http://localhost:3000',
        ],
      ],
      needs: NEEDS_NO_DATABASE,
    },
  );
