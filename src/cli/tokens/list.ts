import { Command } from 'commander';
import { wholeSeconds } from '../../../routes/codec/times';
import { tokenShape } from '../../../routes/dialects/rest/token-shape';
import type { ApiToken } from '../../domain/api-token';
import type { Instant } from '../../domain/instant';
import { PAGE_LIMIT } from '../../domain/paging';
import { refOf } from '../../domain/user';
import { machineContext } from '../../first-administrator';
import type { Controllers } from '../../operations/contract';
import { findUser } from '../find-user';
import { type Listing, sayList } from '../listing';
import { NEEDS_DIRECTORY, teach } from '../teach';
import { USER_ARGUMENT } from '../users/called';
import { withOperations } from '../with-operations';

interface Options {
  readonly user?: string;
  readonly json?: true;
}

/** A token with the names of what it points to. */
interface NamedToken {
  readonly token: ApiToken;
  readonly owner: string;
  readonly policy: string;
}

const CONTEXT = machineContext('roster tokens list');

const timeOr = (other: string, instant: Instant | null): string =>
  instant === null ? other : wholeSeconds(instant);

const TOKENS: Listing<NamedToken> = {
  head: ['ID', 'USER', 'NAME', 'BEGINS', 'POLICY', 'LAST USED', 'EXPIRES', 'STATE'],
  row: ({ token, owner, policy }) => [
    String(token.id),
    owner,
    token.name ?? '–',
    `${token.prefix}…`,
    policy,
    timeOr('never', token.lastUsedAt),
    timeOr('never', token.expiresAt),
    token.status,
  ],
  object: ({ token }) => tokenShape.encode(token),
  none: 'No API token fits.',
};

async function* readTokens(controllers: Controllers): AsyncGenerator<readonly ApiToken[]> {
  let page = await controllers['tokens.list']({ limit: PAGE_LIMIT }, CONTEXT);
  yield page.items;
  while (page.next) {
    page = await controllers['tokens.list']({ limit: PAGE_LIMIT, after: page.next }, CONTEXT);
    yield page.items;
  }
}

/** Names users and policies by their ids, each looked up once. */
const createNames = async (controllers: Controllers) => {
  const policies = await controllers['policies.list'](undefined, CONTEXT);
  const owners = new Map<number, string>();
  const ownerOf = async (id: number): Promise<string> => {
    const name =
      owners.get(id) ?? (await controllers['directory.get']({ user: refOf({ id }) }, CONTEXT)).username;
    owners.set(id, name);
    return `${id} ${name}`;
  };
  return async (token: ApiToken): Promise<NamedToken> => ({
    token,
    owner: await ownerOf(token.userId),
    policy: policies.find(({ id }) => id === token.policyId)?.name ?? '–',
  });
};

async function* namedTokens(controllers: Controllers, userId: number | null): AsyncGenerator<NamedToken[]> {
  const nameOf = await createNames(controllers);
  for await (const tokens of readTokens(controllers)) {
    const named: NamedToken[] = [];
    for (const token of tokens)
      if (userId === null || token.userId === userId) named.push(await nameOf(token));
    yield named;
  }
}

const run = ({ user, json }: Options): Promise<void> =>
  withOperations(async ({ controllers, needs }) => {
    const userId = user === undefined ? null : (await findUser(needs, user)).id;
    await sayList(TOKENS, namedTokens(controllers, userId), json);
  });

/** `roster tokens list` */
export const listTokensCommand = (): Command =>
  teach(
    new Command('list')
      .description('list API tokens by id; of their secrets only the beginning is known')
      .option('--user <user>', `those of one user: ${USER_ARGUMENT}`)
      .option('--json', 'as a JSON array, of the objects of `GET /api/admin/tokens`')
      .action(run),
    {
      examples: [
        ['roster tokens list', 'all there are, revoked and expired ones too'],
        ['roster tokens list --user ada --json', 'hers, for a program'],
      ],
      needs: NEEDS_DIRECTORY,
    },
  );
