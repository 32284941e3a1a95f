import { createServer } from 'node:net';
import { MIGRATIONS } from '../../db/migrations';
import { createEmptyDatabase, databaseNamed, dropEmptyDatabases, TEST_URL } from '../support/empty-database';
import { cleanUp } from '../support/roster-process';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { askDoctor, type Diagnosis } from './doctor';

jest.setTimeout(60_000);

const SECRET = 'kX0vq9Zt3LmN7wRb5yUc1sGd8hJf2aPe';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
  await cleanUp();
  await dropEmptyDatabases();
});

const look = (url: string): Promise<Diagnosis> =>
  askDoctor({ settings: { DATABASE_URL: url, JWT_SECRET: SECRET } });

const withOptions = (options: string): string => `${database.url}?options=${encodeURIComponent(options)}`;

test('a database that is up to date', async () => {
  const diagnosis = await look(database.url);
  expect(diagnosis.code).toBe(0);
  expect(diagnosis.findings.map(({ state, what }) => `${state} ${what}`)).toEqual([
    'ok settings',
    'ok JWT_SECRET',
    'ok routes',
    'ok data directory',
    'ok database',
    'ok schema',
    'ok clock',
    'ok time zone',
    'ok port',
    'warn passwords',
  ]);
  expect(diagnosis.about('database').says).toMatch(
    /^Postgres of DATABASE_URL: \d+\.\d+ .*answers in \d+ ms$/,
  );
  expect(diagnosis.about('schema').says).toBe(`up to date (${MIGRATIONS.length} migrations)`);
  expect(diagnosis.about('data directory').says).toBe(
    'not needed, since DATABASE_URL and JWT_SECRET are set',
  );
});

const closedPort = async (): Promise<number> => {
  const server = createServer();
  const port = await new Promise<number>((done) =>
    server.listen(0, '127.0.0.1', () => done((server.address() as { port: number }).port)),
  );
  await new Promise((done) => server.close(done));
  return port;
};

const wrongPassword = (): string => {
  const url = new URL(TEST_URL);
  url.password = 'hush-hush';
  return url.toString();
};

test.each<[string, () => string | Promise<string>, RegExp]>([
  [
    'away',
    async () => `postgres://roster:hush@127.0.0.1:${await closedPort()}/roster`,
    /: connect ECONNREFUSED /,
  ],
  ['closed to this password', wrongPassword, /: password authentication failed for user "roster"$/],
  ['not there', () => databaseNamed('no_such_database'), /: database "no_such_database" does not exist$/],
])('a database that is %s', async (_what, url, says) => {
  const diagnosis = await look(await url());
  expect(diagnosis.about('database')).toEqual({
    state: 'fail',
    what: 'database',
    says: expect.stringMatching(says),
    advice: 'see that it runs and lets this user in; without DATABASE_URL, Roster brings its own',
  });
  // The rest is looked at all the same.
  expect(diagnosis.findings.map(({ what }) => what)).toEqual(
    expect.arrayContaining(['routes', 'port', 'passwords']),
  );
});

test('a database that only reads', async () => {
  const diagnosis = await look(withOptions('-c default_transaction_read_only=on -c timezone=UTC'));
  expect(diagnosis.code).toBe(1);
  expect(diagnosis.findings).toContainEqual({
    state: 'fail',
    what: 'database',
    says: 'it only reads, as a standby does',
    advice: 'set DATABASE_URL to the primary',
  });
});

test.each(['-c timezone=Asia/Tokyo', '-c timezone=UTC -c datestyle=German'])(
  'an address that asks for %s: what is needed goes over it',
  async (options) => {
    const diagnosis = await look(withOptions(options));
    expect(diagnosis.code).toBe(0);
    expect(diagnosis.about('time zone')).toMatchObject({ state: 'ok', says: 'connections are in UTC' });
  },
);

test('a database of another encoding', async () => {
  const url = await createEmptyDatabase(
    "encoding 'SQL_ASCII' locale_provider libc lc_collate 'C' lc_ctype 'C'",
  );
  const diagnosis = await look(url);
  expect(diagnosis.code).toBe(1);
  expect(diagnosis.about('encoding')).toMatchObject({
    state: 'fail',
    says: 'the database keeps text in SQL_ASCII: not every name fits',
  });
});

test('several servers cannot share a secret that each makes for itself', async () => {
  const diagnosis = await askDoctor({ settings: { DATABASE_URL: database.url } });
  expect(diagnosis.code).toBe(0);
  expect(diagnosis.about('JWT_SECRET').state).toBe('warn');
});
