import { setTimeout as sleep } from 'node:timers/promises';
import { listenForAccessChanges } from '../../db/access-listener';
import { handsConnectionsOn } from '../../db/pooler';
import { askDoctor } from '../cli/doctor';
import { createEmptyDatabase, dropEmptyDatabases } from '../support/empty-database';
import { type PgBouncer, type PgBouncerOptions, replaced, startPgBouncer } from '../support/pgbouncer';
import { refusalOf } from '../support/refusal';
import { cleanUp } from '../support/roster-process';
import { hasProgram } from '../support/tools';

jest.setTimeout(120_000);

const SECRET = 'kX0vq9Zt3LmN7wRb5yUc1sGd8hJf2aPe';

const behindPgBouncer = hasProgram('pgbouncer') ? describe : describe.skip;

const withoutQuery = (file: string): string => file.replace(/ connect_query='[^']*'/, '');
const inSessions = (file: string): string => replaced(file, 'pool_mode = transaction', 'pool_mode = session');

const SEE = 'see "PgBouncer" in docs/operations.md';
const DIRECT = `set DATABASE_DIRECT_URL to the address of Postgres itself; ${SEE}`;
const HANDED_ON = 'it leads through a pooler that hands connections on after each transaction';

let url: string;
const bouncers: PgBouncer[] = [];

const through = async (options: PgBouncerOptions = {}): Promise<string> => {
  const bouncer = await startPgBouncer(url, options);
  bouncers.push(bouncer);
  return bouncer.url;
};

const shown = (address: string): string => {
  const { host, pathname } = new URL(address);
  return `postgres://roster@${host}${pathname}`;
};

beforeAll(async () => {
  url = await createEmptyDatabase();
});

afterAll(async () => {
  for (const bouncer of bouncers) await bouncer.stop();
  await cleanUp();
  await dropEmptyDatabases();
});

/** What a server says that does not start, and that the doctor finds the same. */
const refused = async (databaseUrl: string, directUrl?: string): Promise<string> => {
  const settings = {
    JWT_SECRET: SECRET,
    DATABASE_URL: databaseUrl,
    ...(directUrl !== undefined && { DATABASE_DIRECT_URL: directUrl }),
  };
  const says = await refusalOf(['serve'], { settings });
  const diagnosis = await askDoctor({ settings });
  expect(diagnosis.about('database')).toMatchObject({ state: 'fail', says });
  return says;
};

behindPgBouncer('what PgBouncer cannot be used for is one line', () => {
  test('without the address of Postgres itself', async () => {
    const pooled = await through();
    expect(await refused(pooled)).toBe(
      `DATABASE_URL (${shown(pooled)}) cannot be used: ${HANDED_ON}: ${DIRECT}`,
    );
  });

  test.each([1, 2, 3, 5])('without it, however connections are taken (%s of them)', async (poolSize) => {
    const inTurn = await through({ poolSize });
    const lastUsed = await through({ poolSize, edit: (file) => file.replace('server_round_robin = 1', '') });
    for (const pooled of [inTurn, lastUsed]) {
      // Looked at while the pooler opens its connections, and afterwards.
      for (let round = 0; round < 10; round += 1) expect(await handsConnectionsOn(pooled)).toBe(true);
    }
    expect(await handsConnectionsOn(url)).toBe(false);
  });

  test('without it, in sessions', async () => {
    const pooled = await through({ edit: inSessions });
    expect(await refused(pooled)).toBe(
      `DATABASE_URL (${shown(pooled)}) cannot be used: its connections come without start-up options, as through a pooler: ${DIRECT}`,
    );
  });

  test('without it, in sessions that begin without what is asked for', async () => {
    const pooled = await through({
      edit: (file) => `${inSessions(withoutQuery(file))}\nignore_startup_parameters = options\n`,
    });
    expect(await refused(pooled)).toContain(
      'its connections come without statement_timeout, lock_timeout, idle_in_transaction_session_timeout, as through a pooler: ',
    );
  });

  test('with that of the pooler instead', async () => {
    const pooled = await through();
    expect(await refused(pooled, pooled)).toBe(
      `DATABASE_DIRECT_URL (${shown(pooled)}) cannot be used: ${HANDED_ON}: ${SEE}`,
    );
  });

  test('with that of another database', async () => {
    const pooled = await through();
    const other = await createEmptyDatabase();
    expect(await refused(pooled, other)).toBe(
      `DATABASE_DIRECT_URL (${shown(other)}) cannot be used: it is another database than DATABASE_URL`,
    );
  });

  test('with a pooler that sets no time limits', async () => {
    const pooled = await through({ edit: withoutQuery });
    expect(await refused(pooled, url)).toBe(
      `DATABASE_URL (${shown(pooled)}) cannot be used: its connections come without statement_timeout, lock_timeout, ` +
        `idle_in_transaction_session_timeout: have the pooler set them, or leave DATABASE_DIRECT_URL out where there is none; ${SEE}`,
    );
  });
});

behindPgBouncer('through PgBouncer', () => {
  test('nobody who hears of changes takes itself for the only one', async () => {
    const pooled = await through();
    const trusts: boolean[] = [];
    const troubles: unknown[] = [];
    const listeners = [1, 2].map(() =>
      listenForAccessChanges(pooled, {
        onChange: () => undefined,
        onTrust: (isTrusted) => trusts.push(isTrusted),
        onTrouble: (error) => troubles.push(error),
      }),
    );
    await Promise.all(listeners.map(({ present }) => present));
    while (troubles.length < listeners.length) await sleep(20);
    for (const listener of listeners) await listener.stop();
    expect(trusts.filter(Boolean)).toEqual([]);
    expect(troubles.map(String)).toEqual(
      listeners.map(() => 'Error: a pooler stands between: the connection is not one of Postgres itself'),
    );
  });
});
