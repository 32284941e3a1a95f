import { createEmptyDatabase, dropEmptyDatabases } from '../support/empty-database';
import { type PgBouncer, startPgBouncer } from '../support/pgbouncer';
import { cleanUp, type Environment, type ServerProcess, startServer } from '../support/roster-process';
import { type Answer, ask } from '../support/test-server';
import { createVolley, type Shot, type Volley } from '../support/volley';

const TOKEN = 'token-that-both-servers-are-given-0123456789';
export const PASSWORD = 'correct horse battery';

/** Far more connections to the pooler than it has to Postgres. */
const POOL_SIZE = 5;
const POOL_MAX = 10;

const SETTINGS = {
  JWT_SECRET: 'a-secret-that-both-servers-know-0123456789',
  BCRYPT_COST: '4',
  ADMIN_TOKEN: TOKEN,
  ADMIN_PASSWORD: PASSWORD,
  DATABASE_POOL_MAX: String(POOL_MAX),
  RATE_LIMIT_ANONYMOUS_PER_MIN: '1000000',
  RATE_LIMIT_SESSION_PER_MIN: '1000000',
  TRUST_PROXY: '1',
};

/** Two servers on one database that was empty, through one PgBouncer in transaction mode. */
export interface TwoServers {
  /** Postgres itself. */
  readonly url: string;
  readonly servers: readonly ServerProcess[];
  /** Of both servers, and for commands beside them. */
  readonly settings: Environment;
  /** Sends all at the same moment, with the administrator's token, to one server and the other in turn. */
  fire(shots: readonly Omit<Shot, 'token'>[]): Promise<Answer[]>;
  /** Asks the first server (0) or the second (1), as the administrator unless a token is given. */
  on(place: number, line: string, asking?: Partial<Omit<Shot, 'line'>>): Promise<Answer>;
  makeUser(username: string): Promise<number>;
  /** Signs somebody in whom `makeUser` made; answers with the access token. */
  signIn(place: number, username: string): Promise<string>;
  stop(): Promise<void>;
}

const operationsOn = (servers: readonly ServerProcess[], volleys: readonly Volley[]) => {
  const on: TwoServers['on'] = (place, line, asking = {}) =>
    ask(servers[place]?.address ?? '', line, { token: TOKEN, ...asking });
  const fire: TwoServers['fire'] = async (shots) => {
    const shares = volleys.map((volley, place) =>
      volley.fire(
        shots
          .filter((_, index) => index % volleys.length === place)
          .map((shot) => ({ ...shot, token: TOKEN })),
      ),
    );
    return (await Promise.all(shares)).flat();
  };
  const makeUser: TwoServers['makeUser'] = async (username) => {
    const body = { username, email: `${username}@example.com`, password: PASSWORD };
    const { status, json } = await on(0, 'POST /api/users', { body });
    expect(status).toBe(201);
    return (json as { id: number }).id;
  };
  const signIn: TwoServers['signIn'] = async (place, username) => {
    const body = { username, password: PASSWORD };
    const { status, json } = await on(place, 'POST /api/auth/login', { body });
    expect(status).toBe(200);
    return (json as { access_token: string }).access_token;
  };
  return { on, fire, makeUser, signIn };
};

/** Starts them at the same moment. Stop them when done. */
export const startTwoServers = async (): Promise<TwoServers> => {
  const url = await createEmptyDatabase();
  const bouncer: PgBouncer = await startPgBouncer(url, { poolSize: POOL_SIZE });
  const settings = { ...SETTINGS, DATABASE_URL: bouncer.url, DATABASE_DIRECT_URL: url };
  const servers = await Promise.all([1, 2].map(() => startServer({ settings })));
  const volleys = servers.map(({ address }) => createVolley(address));
  return {
    url,
    servers,
    settings,
    ...operationsOn(servers, volleys),
    async stop() {
      for (const volley of volleys) volley.close();
      for (const server of servers) expect(await server.stop()).toEqual({ code: 0, signal: null });
      await bouncer.stop();
      await cleanUp();
      await dropEmptyDatabases();
    },
  };
};
