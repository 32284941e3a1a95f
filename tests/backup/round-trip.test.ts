import { join } from 'node:path';
import { TABLES } from '../../db/backup/tables';
import { migrate } from '../../db/migrate';
import { done } from '../process/programs';
import { createEmptyDatabase, sql, TEST_URL } from '../support/empty-database';
import { report } from '../support/report';
import { startServer, temporaryDirectory } from '../support/roster-process';
import { ask } from '../support/test-server';
import { useBackedUp } from './backed-up';
import { contentOf, schemaOf, tableNames, textOf, withoutItsEntry } from './directories';

jest.setTimeout(240_000);

const { on, backedUp } = useBackedUp();

test('a backup holds every table that migrations make, and every one of them has a row here', async () => {
  expect([...TABLES].sort()).toEqual((await tableNames(TEST_URL)).sort());
  for (const table of TABLES)
    expect([table, (backedUp().before[table] ?? []).length > 0]).toEqual([table, true]);
});

test('every column of every row comes back, and every index, trigger and constraint', async () => {
  const target = await createEmptyDatabase();
  expect(await done(['restore', backedUp().file, '--keep-sessions'], on(target))).toMatch(
    /^Restored the directory of 20\S+Z \(roster \S+\): 4 users, .*\nSessions that were open then are open again\.\nLOOK: /,
  );
  const after = await contentOf(target);
  expect(withoutItsEntry(after)).toEqual(withoutItsEntry(backedUp().before));
  expect(await schemaOf(target)).toEqual(await schemaOf(TEST_URL));
  const rows = Object.values(after).reduce((sum, { length }) => sum + length, 0);
  report(`${Object.keys(after).length - 1} tables compared, ${rows} rows`);
  const [entry] = await sql<object>(
    target,
    "select actor, dialect, binding, details from audit_entries where action = 'directory.restore'",
  );
  expect(entry).toEqual({
    actor: 'machine',
    dialect: 'machine',
    binding: 'roster restore',
    details: { takenAt: expect.stringMatching(/^20\S+Z$/), users: 4, sessionsEnded: 0 },
  });
});

test('numbers go on, names stay unique, the audit trail stays append-only, changes are told', async () => {
  const target = await createEmptyDatabase();
  await done(['restore', backedUp().file, '--keep-sessions'], on(target));
  const server = await startServer({ ...on(target), dataDir: join(temporaryDirectory(), 'none') });
  const { adminToken: token, session, revokedLater } = backedUp().filled;
  const create = (username: string) =>
    ask(server.address, 'POST /api/users', {
      token,
      body: { username, email: `${username}@example.org`, password: 'correct horse' },
    });
  expect((await create('gone')).json).toMatchObject({ id: 5 });
  expect((await create('ADA')).status).toBe(409);
  const me = (secret: string) => ask(server.address, 'GET /api/auth/me', { token: secret });
  expect((await me(session.access)).status).toBe(200);
  expect((await me(revokedLater.secret)).status).toBe(403);
  await ask(server.address, 'POST /api/users/suspend/2', { token });
  expect((await me(session.access)).status).toBe(401);
  await expect(sql(target, 'delete from audit_entries')).rejects.toThrow('append-only');
  expect(await server.stop()).toEqual({ code: 0, signal: null });
});

test('sessions end unless they are to be kept; API tokens go on, and one revoked since is good again', async () => {
  const target = await createEmptyDatabase();
  const { adminToken: token, session, revokedLater, server: original } = backedUp().filled;
  const revoked = await original.ask(`POST /api/admin/tokens/revoke/${revokedLater.id}`, { token });
  expect(revoked.status).toBe(200);
  const said = await done(['restore', backedUp().file], on(target));
  expect(said).toContain('Sessions are ended (1): everybody signs in anew.');
  expect(said).toContain('An API token\nrevoked since is good again');
  const server = await startServer({ ...on(target), dataDir: join(temporaryDirectory(), 'none') });
  const status = async (secret: string) =>
    (await ask(server.address, 'GET /api/auth/me', { token: secret })).status;
  expect(await status(session.access)).toBe(401);
  const body = { refresh_token: session.refresh };
  expect((await ask(server.address, 'POST /api/auth/refresh', { body })).status).toBe(401);
  expect([await status(token), await status(revokedLater.secret)]).toEqual([200, 403]);
  expect(await sql(target, 'select * from one_time_codes')).toEqual([]);
  expect(await server.stop()).toEqual({ code: 0, signal: null });
});

test('a restore on top replaces all that is there', async () => {
  const target = await createEmptyDatabase();
  await migrate(target);
  await sql(
    target,
    `insert into users (ulid, hex_id, username, username_canonical, email, email_canonical, created_at, updated_at)
     values ('u', 'h', 'mallory', 'mallory', 'm', 'm', now(), now())`,
  );
  await done(['restore', backedUp().file, '--keep-sessions', '--replace'], on(target));
  expect(withoutItsEntry(await contentOf(target))).toEqual(withoutItsEntry(backedUp().before));
});

test('the file is text with one row a line, and says what it is', () => {
  const lines = textOf(backedUp().file).trimEnd().split('\n');
  expect(lines[0]).toMatch(/^-- roster backup \{"format":1,"roster":"/);
  expect(lines.at(-1)).toMatch(/^-- end of roster backup \{"rows":\{"roles":9,.*"sha256":"[0-9a-f]{64}"\}$/);
});
