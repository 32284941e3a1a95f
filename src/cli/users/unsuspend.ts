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
    const found = await findUser(needs, name);
    if (found.status === 'active') return say(`User ${called(found)} is not suspended: nothing is changed.`);
    const context = machineContext('roster users unsuspend');
    const user = await controllers['users.unsuspend']({ user: refOf(found) }, context);
    return say(`User ${called(user)} is active again; the sessions it had stay ended${stillInTheWay(user)}`);
  });

/** `roster users unsuspend` */
export const unsuspendCommand = (): Command =>
  teach(
    new Command('unsuspend')
      .description('end a suspension; sessions that it ended stay ended')
      .argument('<user>', USER_ARGUMENT)
      .action(run),
    {
      examples: [
        ['roster users unsuspend ada', 'she may sign in again at once'],
        ['roster users list --status suspended', 'whom it could be done for'],
      ],
      needs: NEEDS_DIRECTORY,
    },
  );
