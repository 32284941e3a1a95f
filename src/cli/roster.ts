import { Command } from 'commander';
import { DataDirectoryInUse, EmbeddedPostgresError } from '../../db/embedded/errors';
import { TableError } from '../../routes/check';
import { ConfigError } from '../config';
import { DatabaseError } from '../database';
import { ListenError } from '../http/http-server';
import { serve } from '../main';
import { CommandError } from './command-error';
import { migrateCommand } from './migrate';
import { routesCommand } from './routes';
import { usersCommand } from './users';

/** Errors whose message is meant for the person at the keyboard; any other is a fault of ours and shows its origin. */
const EXPECTED = [
  CommandError,
  ConfigError,
  DatabaseError,
  DataDirectoryInUse,
  EmbeddedPostgresError,
  ListenError,
  TableError,
];

const explain = (error: unknown): string => {
  if (EXPECTED.some((kind) => error instanceof kind)) return `roster: ${(error as Error).message}`;
  return `roster: an unexpected failure\n${error instanceof Error ? error.stack : String(error)}`;
};

const createProgram = (): Command => {
  const program = new Command('roster')
    .description('One user directory that answers in every dialect its clients already speak.')
    .addHelpText('after', '\nSettings come from the environment or a .env file; .env.example explains each.');
  program.command('serve').description('run the server until Ctrl-C or SIGTERM').action(serve);
  program.addCommand(migrateCommand());
  program.addCommand(routesCommand());
  program.addCommand(usersCommand());
  return program;
};

const withSubcommands = (command: Command): Command[] => [
  command,
  ...command.commands.flatMap(withSubcommands),
];

/** Runs the command line. Exit codes: 0 done, 1 refused or failed, 2 not understood. */
export const main = (argv: readonly string[]): void => {
  const program = createProgram();
  for (const command of withSubcommands(program)) {
    command.showHelpAfterError().exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  }
  program.parseAsync([...argv]).catch((error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  });
};
