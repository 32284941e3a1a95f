import { Command, Option } from 'commander';
import { reset, rollback } from '../../db/migrate';
import { readConfig } from '../config';
import { bringUpToDate, openDatabase } from '../database';
import { CommandError } from './command-error';
import { say } from './output';
import { MAKES_DIRECTORY, teach } from './teach';

interface Options {
  readonly rollback?: true;
  readonly reset?: true;
  readonly yes?: true;
}

const list = (names: readonly string[]): string => (names.length > 0 ? names.join(', ') : 'nothing to do');

/** Both lose data, so neither happens by accident. */
const assertMeant = (options: Options, isProduction: boolean): void => {
  if (isProduction) throw new CommandError('--rollback and --reset are refused when NODE_ENV=production');
  if (!options.yes) throw new CommandError('this loses data: add --yes when that is meant');
};

const act = async (options: Options, url: string): Promise<string> => {
  if (options.reset)
    return `The directory is empty and the schema new: ${list(await reset(url))}. A server makes its administrator at its next start.`;
  if (options.rollback) return `Taken back: ${list(await rollback(url))}`;
  return `Migrated: ${list(await bringUpToDate(url))}`;
};

const run = async (options: Options): Promise<void> => {
  const config = readConfig();
  if (options.rollback || options.reset) assertMeant(options, config.isProduction);
  const database = await openDatabase(config, 'command');
  try {
    await say(await act(options, database.directUrl));
  } finally {
    await database.stop();
  }
};

/** `roster migrate` */
export const migrateCommand = (): Command =>
  teach(
    new Command('migrate')
      .description('bring the database schema up to date (the server does this itself when it starts)')
      .addOption(
        new Option(
          '--rollback',
          'take the last batch of migrations back; data in what they made is lost',
        ).conflicts('reset'),
      )
      .option('--reset', 'take everything back and build it anew; ALL USERS ARE LOST')
      .option('--yes', 'confirm that data may be lost')
      .action(run),
    {
      examples: [
        ['roster migrate', 'before the servers of a new release start'],
        ['roster migrate --reset --yes', 'an empty directory for development; production refuses it'],
      ],
      needs: MAKES_DIRECTORY,
    },
  );
