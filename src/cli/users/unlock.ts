import { Command } from 'commander';
import { refOf } from '../../domain/user';
import { machineContext } from '../../first-administrator';
import { findUser } from '../find-user';
import { say } from '../output';
import { NEEDS_DIRECTORY, teach } from '../teach';
import { withOperations } from '../with-operations';
import { called, stillInTheWay, USER_ARGUMENT } from './called';

const run = (name: string): Promise<void> =>
  withOperations(async ({ controllers, needs }) => {
    const ref = refOf(await findUser(needs, name));
    const user = await controllers['users.unlock']({ user: ref }, machineContext('roster users unlock'));
    const done = `User ${called(user)} is unlocked: lock and failed sign-ins are cleared`;
    await say(done + stillInTheWay(user));
  });

/** `roster users unlock` */
export const unlockCommand = (): Command =>
  teach(
    new Command('unlock')
      .description('lift a lock and clear failed sign-ins')
      .argument('<user>', USER_ARGUMENT)
      .action(run),
    {
      examples: [
        ['roster users unlock ada', 'she may sign in again at once'],
        ['roster users list --locked', 'whom it could be done for'],
      ],
      needs: NEEDS_DIRECTORY,
    },
  );
