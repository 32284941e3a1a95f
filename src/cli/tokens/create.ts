import { Command, Option } from 'commander';
import { wholeSeconds } from '../../../routes/codec/times';
import type { Instant } from '../../domain/instant';
import { machineContext } from '../../first-administrator';
import { findUser } from '../find-user';
import { note, sayOnce } from '../output';
import { type TimeFrom, toTime } from '../parsers';
import { NEEDS_DIRECTORY, teach } from '../teach';
import { called, USER_ARGUMENT } from '../users/called';
import { withOperations } from '../with-operations';
import { calledToken } from './called-token';
import { findPolicy } from './find-policy';
import { refusedMeanwhile } from './refused-meanwhile';

interface Options {
  readonly name?: string;
  readonly expires?: TimeFrom;
  readonly neverExpires?: true;
  readonly policy?: string;
}

const expiryOf = ({ expires, neverExpires }: Options, now: Date): { expiresAt?: Instant | null } => {
  if (neverExpires) return { expiresAt: null };
  return expires === undefined ? {} : { expiresAt: expires(now) };
};

const run = (user: string, options: Options): Promise<void> =>
  withOperations(async ({ controllers, needs }) => {
    const owner = await findUser(needs, user);
    const policy = options.policy === undefined ? null : await findPolicy(controllers, options.policy);
    const input = {
      userId: String(owner.id),
      ...(options.name !== undefined && { name: options.name }),
      ...expiryOf(options, needs.clock.now()),
      policyId: policy?.id ?? null,
    };
    const context = machineContext('roster tokens create');
    const { token, secret } = await controllers['tokens.create'](input, context);
    const end = token.expiresAt === null ? 'for ever' : `until ${wholeSeconds(token.expiresAt)}`;
    const limits = policy ? `under the policy ${policy.name}` : 'with the default limits';
    note(`${calledToken(token)} acts for user ${called(owner)} ${end}, ${limits}.`);
    const refusal = refusedMeanwhile(owner);
    if (refusal !== null) note(refusal);
    note('Its secret stands on standard output, this once: keep it now.');
    await sayOnce(secret, `nobody has the secret, so \`roster tokens revoke ${token.id}\` and make another`);
  });

/** `roster tokens create` */
export const createTokenCommand = (): Command =>
  teach(
    new Command('create')
      .description('make an API token that acts for a user; its secret alone goes to standard output')
      .argument('<user>', USER_ARGUMENT)
      .option('--name <name>', 'what it is for; no two tokens have the same name')
      .option(
        '--expires <time>',
        'its end: 2030-01-31T12:00:00Z, or 90d, 12h, 30m from now (default: 24h)',
        toTime,
      )
      .addOption(new Option('--never-expires', 'no end but a revocation').conflicts('expires'))
      .option('--policy <policy>', 'name or id of the policy that limits it; the default limits without one')
      .action(run),
    {
      examples: [
        ['roster tokens create ada --name "nightly export" --expires 90d', 'for three months'],
        [
          'roster tokens create admin --never-expires --policy unlimited > token',
          'keep the secret in a file',
        ],
        ['TOKEN=$(roster tokens create ada 2>/dev/null)', 'for this shell, until tomorrow'],
      ],
      needs: NEEDS_DIRECTORY,
    },
  );
