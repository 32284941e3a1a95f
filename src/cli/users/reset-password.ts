import { Command } from 'commander';
import { refOf } from '../../domain/user';
import { machineContext } from '../../first-administrator';
import { makePassword } from '../../operations/set-password';
import { findUser } from '../find-user';
import { say, sayOnce } from '../output';
import { NEEDS_DIRECTORY, teach } from '../teach';
import { withOperations } from '../with-operations';
import { called, stillInTheWay, USER_ARGUMENT } from './called';
import { passwordOption, readPassword, shownOnce } from './password-input';

interface Options {
  readonly passwordStdin?: true;
}

const run = async (name: string, { passwordStdin }: Options): Promise<void> => {
  // Before there is a database to leave behind: somebody who is asked for a password may think better of it.
  const given = passwordStdin ? await readPassword() : null;
  await withOperations(async ({ controllers, needs }) => {
    const found = await findUser(needs, name);
    const password = given ?? (await makePassword(needs, found));
    const input = { user: refOf(found), changes: { password } };
    const user = await controllers['users.update'](input, machineContext('roster users reset-password'));
    const toChange = user.mustChangePassword ? '; it must be changed at the next sign-in' : '';
    const done = `User ${called(user)} has a new password and no sessions any more${toChange}${stillInTheWay(user)}`;
    if (given !== null) return say(done);
    const whatNow = `the old password is gone, and \`roster users reset-password ${user.id}\` makes another`;
    return sayOnce(`${done}\n${shownOnce(password)}`, whatNow);
  });
};

/** `roster users reset-password` */
export const resetPasswordCommand = (): Command =>
  teach(
    new Command('reset-password')
      .description(
        'give a user another password and end its sessions; one is made and shown once unless given',
      )
      .argument('<user>', USER_ARGUMENT)
      .addOption(passwordOption())
      .action(run),
    {
      examples: [
        ['roster users reset-password ada', 'make one and show it, this once'],
        [
          'pass show roster/ada | roster users reset-password ada --password-stdin',
          'set one that is kept elsewhere',
        ],
      ],
      needs: `${NEEDS_DIRECTORY} Where PASSWORD_RESET_MUST_CHANGE is true, the new password must be changed at the next sign-in. API tokens stay good.`,
    },
  );
