import { Command } from 'commander';
import { wholeSeconds } from '../../../routes/codec/times';
import { moment } from '../../../routes/lifecycle';
import type { Route } from '../../../routes/route';
import { dayOf, daysBefore } from '../../domain/day';
import type { UsageGroup } from '../../domain/usage';
import type { Wiring } from '../../wiring';
import { CommandError } from '../command-error';
import { firstOf, type Listing, sayList } from '../listing';
import { note, say } from '../output';
import { toCount } from '../parsers';
import { NEEDS_DIRECTORY, teach } from '../teach';
import { withOperations } from '../with-operations';

interface Options {
  readonly days: number;
  readonly json?: true;
}

/** A caller of a spelling that has a sunset. */
interface Use {
  readonly route: Route;
  /** Null where nothing comes after it, or what does depends on the body. */
  readonly successor: string | null;
  readonly group: UsageGroup;
}

/** So many lines are for people; programs get all. */
const SHOWN = 20;

/** More than anybody reads; the ledger gives those with most requests. */
const READ = 100_000;

const nameOf = ({ caller }: UsageGroup): string => {
  if (!caller) return 'somebody';
  const { kind, id, tokenName, username } = caller;
  if (kind === 'token')
    return `token ${id}${tokenName === null ? '' : ` "${tokenName}"`} of ${username ?? '?'}`;
  return kind === 'session' ? `user ${id} ${username ?? '?'}` : kind;
};

const USES: Listing<Use> = {
  head: ['SPELLING', 'SUNSET', 'CALLER', 'REQUESTS', 'LAST', 'USER AGENT'],
  row: ({ route, group }) => [
    route.label,
    route.lifecycle?.sunsetAt ? moment(route.lifecycle.sunsetAt) : '–',
    nameOf(group),
    String(group.requests),
    wholeSeconds(group.lastAt),
    group.userAgent ?? '–',
  ],
  object: ({ route: { label, lifecycle }, successor, group }) => ({
    binding: label,
    sunset: lifecycle?.sunsetAt ? moment(lifecycle.sunsetAt) : null,
    successor,
    caller: group.caller && {
      kind: group.caller.kind,
      token_id: group.caller.kind === 'token' ? group.caller.id : null,
      token_name: group.caller.tokenName,
      user_id: group.caller.userId,
      username: group.caller.username,
    },
    requests: group.requests,
    errors: group.errors,
    last_at: wholeSeconds(group.lastAt),
    user_agent: group.userAgent,
  }),
  none: '',
};

/** What the ledger has of these spellings in the last days, today among them; most requests first. */
const usesOf = async ({ needs }: Wiring, routes: readonly Route[], days: number): Promise<Use[]> => {
  const until = dayOf(needs.clock.now());
  const groups = await needs.work.read.usage.list({
    by: ['binding', 'caller'],
    filter: {},
    among: routes.map(({ label, binding }) => ({ binding: label, operation: binding.operation })),
    since: daysBefore(until, days - 1),
    until,
    limit: READ,
  });
  return groups.flatMap((group) => {
    const [route, ...others] = routes.filter(({ label }) => label === group.binding);
    if (!route) return [];
    const successor = route.lifecycle?.successor ?? null;
    const isShared = others.every(({ lifecycle }) => lifecycle?.successor === successor);
    return [{ route, group, successor: isShared ? successor : null }];
  });
};

async function* inOne<T>(items: readonly T[]): AsyncGenerator<readonly T[]> {
  yield items;
}

const tell = async (uses: readonly Use[], json: true | undefined): Promise<void> => {
  if (json) return sayList(USES, inOne(uses), true);
  return sayList(
    USES,
    firstOf(inOne(uses), SHOWN, () => note(`… and ${uses.length - SHOWN} more; --json has all of them.`)),
  );
};

const span = (days: number): string => (days === 1 ? 'today' : `in the last ${days} days`);

const run = ({ days, json }: Options): Promise<void> =>
  withOperations(async (wiring) => {
    const routes = wiring.tables.whole().routes.filter(({ lifecycle }) => lifecycle?.sunsetAt);
    const uses = routes.length === 0 ? [] : await usesOf(wiring, routes, days);
    if (uses.length > 0) {
      await tell(uses, json);
      const spellings = new Set(uses.map(({ route }) => route.label)).size;
      const requests = uses.reduce((sum, { group }) => sum + group.requests, 0);
      throw new CommandError(
        `still called ${span(days)}: ${spellings} of ${routes.length} spellings with a sunset, ${requests} requests`,
      );
    }
    if (json) return say('[]');
    return say(
      routes.length === 0
        ? 'No spelling has a sunset.'
        : `Nobody calls any of the ${routes.length} spellings with a sunset, ${span(days)}.`,
    );
  });

/** `roster sunset check` */
export const checkCommand = (): Command =>
  teach(
    new Command('check')
      .description('fail while somebody still calls a spelling that has a sunset, and say who it is')
      .option('--days <count>', 'look back so many days, today among them', toCount, 30)
      .option('--json', 'as a JSON array of callers; an empty one where nobody calls')
      .action(run),
    {
      examples: [
        ['roster sunset check', 'exit code 0: nobody calls them; 1: somebody does, and who'],
        ['roster sunset check --days 7 --json', 'for a program, such as a step before the file is changed'],
      ],
      needs: `${NEEDS_DIRECTORY} LIFECYCLE_FILE says which spellings go; a server writes its ledger within two seconds.`,
    },
  );
