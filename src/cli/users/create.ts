import { Command, InvalidArgumentError } from 'commander';
import { isRoleName, ROLE_NAMES, type RoleName } from '../../domain/role';
import { machineContext } from '../../first-administrator';
import { makePassword } from '../../operations/set-password';
import { say, sayOnce } from '../output';
import { MAKES_DIRECTORY, teach } from '../teach';
import { MAKES_DATABASE, withOperations } from '../with-operations';
import { nameOf } from './called';
import { passwordOption, readPassword, shownOnce } from './password-input';

const toRole = (text: string): RoleName => {
  if (isRoleName(text)) return text;
  throw new InvalidArgumentError(`There are ${ROLE_NAMES.join(', ')}.`);
};

interface Options {
  readonly role: RoleName;
  readonly passwordStdin?: true;
}

const run = async (username: string, email: string, { role, passwordStdin }: Options): Promise<void> => {
  // Before there is a database to leave behind: somebody who is asked for a password may think better of it.
  const given = passwordStdin ? await readPassword() : null;
  await withOperations(async ({ controllers, needs }) => {
    const password = given ?? (await makePassword(needs, { username, email }));
    const fields = { username, email, password, roles: [role] };
    const user = await controllers['users.create']({ fields }, machineContext('roster users create'));
    const created = `User ${user.id} (${nameOf(user)}, ${role}) is created.`;
    if (given !== null) return say(created);
    const whatNow = `user ${user.id} is created, and \`roster users reset-password ${user.id}\` makes another password`;
    return sayOnce(`${created}\n${shownOnce(password)}`, whatNow);
  }, MAKES_DATABASE);
};

/** `roster users create` */
export const createCommand = (): Command =>
  teach(
    new Command('create')
      .description('create a user; without --password-stdin a password is made and shown once')
      .argument('<username>', 'what it signs in with, of any script')
      .argument('<email>', 'its email address')
      .option('--role <role>', `one of ${ROLE_NAMES.join(', ')}`, toRole, 'user')
      .addOption(passwordOption())
      .action(run),
    {
      examples: [
        ['roster users create ada ada@example.com', 'make a password and show it, this once'],
        [
          'roster users create root root@example.com --role superadmin',
          'the first superadmin, who can only be made this way',
        ],
        [
          'roster users create bob bob@example.com --password-stdin < password.txt',
          'with a password of your own',
        ],
      ],
      needs: MAKES_DIRECTORY,
    },
  );
