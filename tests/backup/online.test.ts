import { Readable } from 'node:stream';
import pg from 'pg';
import { backupText } from '../../db/backup/write-backup';
import { createEmptyDatabase, dropEmptyDatabases, sql } from '../support/empty-database';
import { insertManyUsers } from '../support/many-users';
import { report } from '../support/report';
import { cleanUp } from '../support/roster-process';
import { startTestServer, type TestServer } from '../support/test-server';
import { loadBytes } from './directories';

jest.setTimeout(240_000);

/** Enough that the snapshot is read in many pieces. */
const OLD_USERS = 2_000;
/** Creates that come between two pieces. */
const BETWEEN = 4;
const PIECES = 12;

let server: TestServer;
let token: string;

beforeAll(async () => {
  server = await startTestServer();
  const chief = await server.user({ username: 'chief', password: 'correct horse', roles: ['admin'] });
  token = await server.token(chief.id);
  await insertManyUsers(server.database.url, OLD_USERS, 'old');
});

afterAll(async () => {
  await server.stop();
  await cleanUp();
  await dropEmptyDatabases();
});

const create = async (name: string): Promise<void> => {
  const body = { username: name, email: `${name}@example.com`, password: 'correct horse' };
  const { status } = await server.ask('POST /api/users', { token, body });
  if (status !== 201) throw new Error(`${status} instead of 201`);
};

/** What does not belong together: an effect without its other half. */
const HALVES = {
  'users without their audit entry': `select username from users u where username like 'made%' and not exists (
    select from audit_entries a where a.action = 'users.create' and a.target_id = u.id::text)`,
  'audit entries without their user': `select target_id from audit_entries a where a.action = 'users.create' and not exists (
    select from users u where u.id::text = a.target_id)`,
  'users without a role': 'select username from users where id not in (select user_id from user_roles)',
};

test('while users are created: one moment of the directory, with all that was acknowledged before it', async () => {
  let made = 0;
  let isOver = false;
  const creating = Promise.all(
    [1, 2, 3].map(async () => {
      while (!isOver) {
        made += 1;
        await create(`made${made}`);
      }
    }),
  );
  const until = async (count: number): Promise<void> => {
    while (made < count) await new Promise((done) => setTimeout(done, 5));
  };
  await until(10);
  const { rows: known } = await server.database.pool.query('select username from users');
  const pieces: Buffer[] = [];
  for await (const piece of backupText(server.database.url, '0.0.0')) {
    pieces.push(piece);
    // Whoever reads slowly keeps the snapshot open, and the directory goes on.
    if (pieces.length <= PIECES) await until(made + BETWEEN);
  }
  isOver = true;
  await creating;

  const target = await createEmptyDatabase();
  await loadBytes(target, Buffer.concat(pieces));
  for (const [what, query] of Object.entries(HALVES))
    expect([what, await sql(target, query)]).toEqual([what, []]);
  const restored = new Set(
    (await sql<{ username: string }>(target, 'select username from users')).map(({ username }) => username),
  );
  expect(known.filter(({ username }) => !restored.has(username as string))).toEqual([]);
  const [now] = await sql<{ count: number }>(server.database.url, 'select count(*)::int as count from users');
  const during = (now?.count ?? 0) - known.length;
  expect(during).toBeGreaterThanOrEqual(PIECES * BETWEEN);
  expect(restored.size).toBeLessThan(now?.count ?? 0);
  report(`${during} users created while it was made, ${known.length} before, ${restored.size} restored`);
});

test('one that is cut off from the database says so, and lets nobody take it for whole', async () => {
  const read = async (): Promise<void> => {
    let isCut = false;
    for await (const _piece of backupText(server.database.url, '0.0.0')) {
      if (isCut) continue;
      isCut = true;
      await server.database.pool.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'roster backup' and datname = current_database()",
      );
    }
  };
  await expect(read()).rejects.toThrow(/^the database could not be read: /);
});

test('a reader that leaves in the middle leaves no connection behind', async () => {
  const source = Readable.from(backupText(server.database.url, '0.0.0'));
  for await (const _piece of source) break;
  const client = new pg.Client({ connectionString: server.database.url });
  await client.connect();
  const left = async (): Promise<number> =>
    (
      await client.query(
        "select from pg_stat_activity where application_name = 'roster backup' and datname = current_database()",
      )
    ).rows.length;
  while ((await left()) > 0) await new Promise((done) => setTimeout(done, 20));
  await client.end();
});
