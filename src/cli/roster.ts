import { Command } from 'commander';
import { readVersion } from '../version';
import { backupCommand } from './backup/backup';
import { restoreCommand } from './backup/restore';
import { doctorCommand } from './doctor/doctor';
import { explainCommand } from './explain';
import { explainFailure } from './failure';
import { migrateCommand } from './migrate';
import { openApiCommand } from './openapi';
import { outputRefusal } from './output';
import { postmanCommand } from './postman';
import { referenceCommand } from './reference';
import { fullName } from './reference-document';
import { routesCommand } from './routes';
import { serveCommand } from './serve';
import { sunsetCommand } from './sunset/sunset';
import { tokensCommand } from './tokens/tokens';
import { translateCommand } from './translate';
import { usersCommand } from './users/users';

const AFTER = `
Settings come from the environment or a .env file; .env.example explains each.
Results go to standard output, whatever is not a result to standard error.
Exit codes: 0 done, 1 refused or failed (the reason stands in one line), 2 wrong usage,
3 done, but something is lost (translate).`;

/** The command line with all its commands. */
export const createProgram = (): Command =>
  new Command('roster')
    .description('One user directory that answers in every dialect its clients already speak.')
    .version(readVersion())
    .addHelpText('after', AFTER)
    .addCommand(serveCommand())
    .addCommand(migrateCommand())
    .addCommand(doctorCommand())
    .addCommand(backupCommand())
    .addCommand(restoreCommand())
    .addCommand(routesCommand())
    .addCommand(openApiCommand())
    .addCommand(postmanCommand())
    .addCommand(translateCommand())
    .addCommand(explainCommand())
    .addCommand(usersCommand())
    .addCommand(tokensCommand())
    .addCommand(sunsetCommand())
    .addCommand(referenceCommand(), { hidden: true });

const withSubcommands = (command: Command): Command[] => [
  command,
  ...command.commands.flatMap(withSubcommands),
];

/** Sees to it that wrong usage is told in a few lines and ends in exit code 2, and help in 0; returns the program. */
export const endingBy = (exit: (code: number) => never, program: Command): Command => {
  for (const command of withSubcommands(program)) {
    const name = fullName(command);
    command
      .showHelpAfterError(`Usage: ${name} ${command.usage()}\n\`${name} --help\` tells more.`)
      .exitOverride((error) => exit(error.exitCode === 0 ? 0 : 2));
  }
  return program;
};

const tell = (error: unknown): void => {
  const reason = explainFailure(error);
  if (reason !== null) process.stderr.write(`${reason}\n`);
};

/** Ends the process. Help that could not be written has not been given. */
const exit = (code: number): never => {
  const failure = process.stdout.errored;
  if (code !== 0 || failure === null) process.exit(code);
  tell(outputRefusal(failure));
  process.exit(1);
};

/** Runs the command line. Exit codes: 0 done, 1 refused or failed, 2 not understood, 3 done with losses. */
export const main = (argv: readonly string[]): void => {
  const program = endingBy(exit, createProgram());
  // What cannot be written is told to the one who writes (`say`), or at the end (`exit`).
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  program.parseAsync([...argv]).catch((error: unknown) => {
    tell(error);
    process.exitCode = 1;
  });
};
