import { createInterface } from 'node:readline/promises';
import { Command, InvalidArgumentError } from 'commander';
import { parseUserRef } from '../../routes/locator';
import { AppError, type Issue } from '../domain/error';
import { toInstant } from '../domain/instant';
import { isRoleName, ROLE_NAMES, type RoleName } from '../domain/role';
import { refOf, type User } from '../domain/user';
import { machineContext } from '../first-administrator';
import { makePassword } from '../operations/set-password';
import type { Wiring } from '../wiring';
import { CommandError } from './command-error';
import { withOperations } from './with-operations';

const describeIssue = ({ field, rule, expected }: Issue): string =>
  `${field}: ${rule.replaceAll('_', ' ')}${expected === undefined ? '' : ` (${String(expected)})`}`;

/** What the domain refused, as a line for the terminal. */
const toCommandError = (error: unknown): unknown => {
  if (!(error instanceof AppError)) return error;
  const { issues = [] } = error.details;
  const reason = issues.length > 0 ? issues.map(describeIssue).join('; ') : error.code.replaceAll('_', ' ');
  return new CommandError(reason);
};

const acting = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    throw toCommandError(error);
  }
};

/** The user whom a text names: by one of the three ids, by email, or by username. */
const findUser = async ({ needs: { work, clock } }: Wiring, text: string): Promise<User> => {
  const now = toInstant(clock.now());
  const ref = parseUserRef(text, 'any');
  const byId = ref ? await work.read.users.find(ref, now) : null;
  if (byId) return byId;
  const found = await work.read.users.findForSignIn(
    { by: text.includes('@') ? 'email' : 'username', value: text },
    now,
  );
  if (!found) throw new CommandError(`no user is called ${text}`);
  return found.user;
};

const toRole = (text: string): RoleName => {
  if (isRoleName(text)) return text;
  throw new InvalidArgumentError(`There are ${ROLE_NAMES.join(', ')}.`);
};

const readPassword = async (): Promise<string> => {
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) return line;
  throw new CommandError('no password on standard input');
};

interface CreateOptions {
  readonly role: RoleName;
  readonly passwordStdin?: true;
}

const create = async (
  username: string,
  email: string,
  { role, passwordStdin }: CreateOptions,
): Promise<void> => {
  // Before there is a database to leave behind: somebody who is asked for a password may think better of it.
  const given = passwordStdin ? await readPassword() : null;
  await withOperations(async ({ controllers, needs }) => {
    const password = given ?? (await makePassword(needs, { username, email }));
    const context = machineContext('roster users create');
    const user = await acting(
      controllers['users.create']({ fields: { username, email, password, roles: [role] } }, context),
    );
    console.log(`User ${user.id} (${user.username}, ${role}) is created.`);
    if (given === null) console.log(`Password: ${password}\nShown this once: keep it now.`);
  });
};

const unlock = (name: string): Promise<void> =>
  withOperations(async (wiring) => {
    const user = await findUser(wiring, name);
    await acting(
      wiring.controllers['users.unlock']({ user: refOf(user) }, machineContext('roster users unlock')),
    );
    console.log(`User ${user.id} (${user.username}) is unlocked: it may sign in again at once.`);
  });

/** `roster users` */
export const usersCommand = (): Command => {
  const users = new Command('users').description('manage users at the machine, without signing in');
  users
    .command('create <username> <email>')
    .description('create a user; without --password-stdin a password is made and shown once')
    .option('--role <role>', `one of ${ROLE_NAMES.join(', ')}`, toRole, 'user')
    .option('--password-stdin', 'read the password from the first line of standard input')
    .addHelpText(
      'after',
      '\nThe first superadmin is made this way: roster users create root root@example.com --role superadmin',
    )
    .action(create);
  users
    .command('unlock <user>')
    .description('lift a lock and clear failed sign-ins; <user> is an id of any form, a username or an email')
    .action(unlock);
  return users;
};
