import { Command, Option } from 'commander';
import { DIALECTS } from '../../routes/table';
import { collectionIn } from '../../routes/translate/collection/collection-format';
import { rewriteCollection } from '../../routes/translate/collection/rewrite-collection';
import { translateText } from '../../routes/translate/translate';
import { MACHINE } from '../domain/principal';
import type { IdLookup, Remark } from '../domain/translation';
import { idLookup } from '../operations/translate/id-lookup';
import { CommandError } from './command-error';
import { note, say } from './output';
import { plannedTable } from './planned-table';
import { REQUEST_ARGUMENT, readRequestArgument, requestRefusal } from './request-argument';
import { teach } from './teach';
import { collectionReport, translationReport } from './translation-report';
import { withOperations } from './with-operations';

interface Options {
  readonly to: string;
  readonly collection?: true;
  readonly resolve?: true;
  readonly json?: true;
}

/** Of the commands, only this one ends in it. */
const SOMETHING_IS_LOST = 3;

const asJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const finish = (lost: readonly Remark[]): void => {
  if (lost.length > 0) process.exitCode = SOMETHING_IS_LOST;
};

const sayCollection = async (
  collection: unknown,
  { to, json }: Options,
  lookup: IdLookup | null,
): Promise<void> => {
  const rewritten = await rewriteCollection(plannedTable(), collection, to, lookup);
  await say(JSON.stringify(json ? rewritten : rewritten.collection, null, 2));
  if (!json) note(collectionReport(rewritten, to));
  finish(rewritten.placements.flatMap(({ lost }) => lost));
};

const sayRequest = async (text: string, { to, json }: Options, lookup: IdLookup | null): Promise<void> => {
  const translation = await translateText(plannedTable(), text, to, lookup);
  if (json) await say(JSON.stringify(translation, null, 2));
  else {
    if (translation.curl !== null) await say(translation.curl);
    note(translationReport(translation));
  }
  finish(translation.lost);
};

const translate = async (text: string, options: Options, lookup: IdLookup | null): Promise<void> => {
  const value = asJson(text);
  try {
    if (collectionIn(value)) await sayCollection(value, options, lookup);
    else if (options.collection) throw new CommandError('this is no Postman collection (v2.1)');
    else await sayRequest(text, options, lookup);
  } catch (error) {
    throw requestRefusal(error);
  }
};

const run = async (argument: string | undefined, options: Options): Promise<void> => {
  const text = readRequestArgument(argument);
  if (!options.resolve) return translate(text, options, null);
  return withOperations(({ needs }) => translate(text, options, idLookup(needs, MACHINE)));
};

/** `roster translate` */
export const translateCommand = (): Command =>
  teach(
    new Command('translate')
      .description(
        'say a request in another dialect; exit code 0: all of it, 3: something is lost, 1: it is no request',
      )
      .argument('[request]', `${REQUEST_ARGUMENT}; or a whole Postman collection`)
      .addOption(
        new Option('--to <dialect>', 'the dialect to say it in')
          .choices(DIALECTS.map(({ name }) => name))
          .makeOptionMandatory(),
      )
      .option('--collection', 'take nothing but a whole Postman collection, and write it anew')
      .option('--resolve', 'look ids up in the directory, instead of leaving them to be filled in')
      .option(
        '--json',
        'all that is known of the translation, for programs; of a collection: {collection, placements, notes}',
      )
      .action(run),
    {
      examples: [
        ['roster translate "POST /api/users/2/suspend" --to rails', 'the curl line for rails'],
        [
          'roster translate request.txt --to colon --resolve',
          'with the ULID of the user that the file names',
        ],
        [
          'roster translate collection.json --to rest > rest.json',
          'the collection in rest, and a report of what could not be placed',
        ],
      ],
      needs: 'nothing; with --resolve the database, as `roster users` does.',
    },
  );
