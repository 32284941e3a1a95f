import type { User } from '../../src/domain/user';
import { machineContext } from '../../src/first-administrator';
import type { TestServer } from '../support/test-server';

/** A user whom requests are about. */
export interface Victim {
  readonly id: number;
  readonly ulid: string;
  readonly hexId: string;
  readonly username: string;
  readonly password: string;
  readonly phone: string;
}

/** Who asks, and whom and what requests are about. Requests may do to all of them what they like. */
export interface Cast {
  readonly users: readonly Victim[];
  readonly tokenIds: readonly number[];
  readonly policyIds: readonly number[];
  readonly sessionIds: readonly string[];
  /** Credentials of the administrator, who asks most. */
  readonly administrator: string;
  /** Credentials of others: a user's session, a reader's and a user's API token. */
  readonly others: readonly string[];
  /** A name that nobody has. */
  newName(): string;
}

const PASSWORD = 'Victim-password-1';
const USERS = 25;
/** What any request could change is no good for who asks. */
const DEFAULT_POLICY = { policyId: null };

const asVictim = ({ id, ulid, hexId, username, phone }: User): Victim => ({
  id,
  ulid,
  hexId,
  username,
  password: PASSWORD,
  phone: phone ?? '',
});

const sessionOf = async (server: TestServer, { username }: Victim) => {
  const { json, status, text } = await server.ask('POST /api/auth/login', {
    body: { username, password: PASSWORD },
  });
  if (status !== 200) throw new Error(`a sign-in of the fuzz answered ${status} ${text}`);
  return (json as { access_token: string }).access_token;
};

const idsOf = async (server: TestServer, table: 'api_tokens' | 'token_policies'): Promise<number[]> => {
  const { rows } = await server.database.pool.query(`select id::int from ${table} order by id desc limit 3`);
  return rows.map(({ id }: { id: number }) => id);
};

const sessionIds = async (server: TestServer): Promise<string[]> => {
  const { rows } = await server.database.pool.query(
    'select id::text from sessions order by id desc limit 20',
  );
  return rows.map(({ id }: { id: string }) => id);
};

/** Makes a cast of a name that no other cast has. */
export const createCast = async (server: TestServer, name: string): Promise<Cast> => {
  const users: Victim[] = [];
  for (let count = 0; count < USERS; count += 1) {
    const phone = `+49${name.replace(/\D/g, '').padStart(6, '0')}${String(count).padStart(3, '0')}`;
    users.push(asVictim(await server.user({ username: `${name}-${count}`, password: PASSWORD, phone })));
  }
  const [first, second, third, fourth] = users as [Victim, Victim, Victim, Victim];
  for (const { id } of [first, second, third]) await server.token(id, { name: `of ${name} ${id}` });
  const policies = [1, 2, 3].map((count) =>
    server.wiring.controllers['policies.create'](
      { fields: { name: `${name} ${count}` } },
      machineContext('fuzz'),
    ),
  );
  await Promise.all(policies);
  const [session = ''] = await Promise.all([fourth, third].map((user) => sessionOf(server, user)));
  const tokenIds = await idsOf(server, 'api_tokens');
  const policyIds = await idsOf(server, 'token_policies');
  const administrator = await server.user({ username: `${name}-administrator`, roles: ['admin'] });
  const reader = await server.user({ username: `${name}-reader`, roles: ['readonly'] });
  let names = 0;
  const newName = (): string => {
    names += 1;
    return `${name}-new-${names}`;
  };
  return {
    users,
    tokenIds,
    policyIds,
    sessionIds: await sessionIds(server),
    administrator: await server.token(administrator.id, DEFAULT_POLICY),
    others: [
      session,
      await server.token(reader.id, DEFAULT_POLICY),
      await server.token(second.id, DEFAULT_POLICY),
    ],
    newName,
  };
};
