import { Command } from 'commander';
import { wholeSeconds } from '../../../routes/codec/times';
import { assertNoIssues } from '../../domain/error';
import { refOf } from '../../domain/user';
import { reasonProblem } from '../../domain/user-rules';
import { machineContext } from '../../first-administrator';
import { findUser } from '../find-user';
import { say } from '../output';
import { type TimeFrom, toTime } from '../parsers';
import { NEEDS_DIRECTORY, teach } from '../teach';
import { withOperations } from '../with-operations';
import { called, USER_ARGUMENT } from './called';

interface Options {
  readonly reason?: string;
  readonly until?: TimeFrom;
}

const run = (name: string, { reason, until: asked }: Options): Promise<void> =>
  withOperations(async ({ controllers, needs }) => {
    const problem = reason === undefined ? null : reasonProblem(reason);
    if (problem) assertNoIssues([{ field: 'reason', ...problem }]);
    const user = await findUser(needs, name);
    if (user.status === 'suspended')
      return say(
        `User ${called(user)} is suspended already: nothing is changed. To change why or until when, unsuspend first.`,
      );
    const until = asked?.(needs.clock.now());
    const input = { user: refOf(user), reason: reason ?? null, until: until ?? null };
    await controllers['users.suspend'](input, machineContext('roster users suspend'));
    const end = until === undefined ? 'until somebody unsuspends it' : `until ${wholeSeconds(until)}`;
    return say(
      `User ${called(user)} is suspended ${end}: its sessions are ended, its API tokens refused meanwhile.`,
    );
  });

/** `roster users suspend` */
export const suspendCommand = (): Command =>
  teach(
    new Command('suspend')
      .description('suspend a user: it cannot sign in, its sessions end, its API tokens are refused')
      .argument('<user>', USER_ARGUMENT)
      .option('--reason <text>', 'why, for those who look later')
      .option(
        '--until <time>',
        'when it ends by itself: 2030-01-31T12:00:00Z, or 90d, 12h, 30m from now',
        toTime,
      )
      .action(run),
    {
      examples: [
        ['roster users suspend ada', 'until somebody unsuspends her'],
        ['roster users suspend ada@example.com --reason "on leave" --until 14d', 'for two weeks'],
      ],
      needs: NEEDS_DIRECTORY,
    },
  );
