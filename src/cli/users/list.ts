import { Command, Option } from 'commander';
import { wholeSeconds } from '../../../routes/codec/times';
import { directoryShape } from '../../../routes/dialects/rest/directory-shape';
import type { UserFilter } from '../../domain/paging';
import { ROLE_NAMES } from '../../domain/role';
import type { User } from '../../domain/user';
import { machineContext } from '../../first-administrator';
import { firstOf, type Listing, sayList } from '../listing';
import { note } from '../output';
import { toCount } from '../parsers';
import { NEEDS_DIRECTORY, teach } from '../teach';
import { withOperations } from '../with-operations';

interface Options extends Pick<UserFilter, 'status' | 'role' | 'deleted'> {
  readonly q?: string;
  readonly locked?: true;
  readonly limit?: number;
  readonly json?: true;
}

const filterOf = ({ status, role, deleted, q, locked }: Options): UserFilter => ({
  ...(status && { status }),
  ...(role && { role }),
  ...(deleted && { deleted }),
  ...(q && { search: q }),
  ...(locked && { locked }),
});

const untilOf = (until: string | null): string => (until === null ? '' : ` until ${wholeSeconds(until)}`);

/** What of a user's state is out of the ordinary; `active` where nothing is. */
const stateOf = ({ status, suspension, lock, deletedAt }: User): string => {
  const states = [
    deletedAt !== null && 'deleted',
    status === 'suspended' && `suspended${untilOf(suspension?.until ?? null)}`,
    lock && `locked${untilOf(lock.until)}`,
  ].filter(Boolean);
  return states.join(', ') || 'active';
};

const USERS: Listing<User> = {
  head: ['ID', 'USERNAME', 'NAME', 'EMAIL', 'ROLES', 'LAST SIGN-IN', 'STATE'],
  row: (user) => [
    String(user.id),
    user.username,
    user.name ?? '–',
    user.email,
    user.roles.join(','),
    user.lastSignInAt === null ? 'never' : wholeSeconds(user.lastSignInAt),
    stateOf(user),
  ],
  object: directoryShape.encode,
  none: 'No user fits.',
};

const run = (options: Options): Promise<void> =>
  withOperations(async ({ controllers }) => {
    const { limit = Number.POSITIVE_INFINITY, json } = options;
    const order = { by: 'id', descending: false } as const;
    const input = { filter: filterOf(options), order };
    const list = await controllers['directory.list'](input, machineContext('roster users list'));
    if (list.kind !== 'all') throw new Error('a list without a limit came as a page');
    const onMore = () => note(`There are more than these ${limit}: raise --limit, or leave it out.`);
    await sayList(USERS, firstOf(list.batches, limit, onMore), json);
  });

/** `roster users list` */
export const listCommand = (): Command =>
  teach(
    new Command('list')
      .description('list users by id, all that every given option fits')
      .addOption(new Option('--status <status>', 'those of this status').choices(['active', 'suspended']))
      .addOption(
        new Option('--role <role>', 'those who have this role, whatever else they have').choices(ROLE_NAMES),
      )
      .option('--q <text>', 'those whose username, name or email holds this text, in whatever case')
      .option('--locked', 'those who are locked out, by failures or by an administrator')
      .addOption(
        new Option('--deleted <which>', 'deleted users as well, or only those').choices(['include', 'only']),
      )
      .option('--limit <count>', 'the first so many', toCount)
      .option('--json', 'as a JSON array of whole records, those of `GET /api/directory`')
      .action(run),
    {
      examples: [
        ['roster users list --role admin', 'the administrators'],
        ['roster users list --q example.org --status suspended', 'those of example.org who are suspended'],
        ['roster users list --deleted only --json', 'who was deleted, for a program'],
      ],
      needs: NEEDS_DIRECTORY,
    },
  );
