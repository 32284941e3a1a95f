import { migrate, withMigrations } from '../../db/migrate';
import { MIGRATIONS } from '../../db/migrations';
import { createEmptyDatabase, dropEmptyDatabases, sql } from '../support/empty-database';
import { report } from '../support/report';
import { cleanUp } from '../support/roster-process';
import { contentOf, loadBackup, saveBackup, schemaOf, withoutItsEntry } from './directories';

jest.setTimeout(240_000);

afterAll(async () => {
  await cleanUp();
  await dropEmptyDatabases();
});

const NAMES = MIGRATIONS.map(([name]) => name);

/** A database as a release with this as its last migration had it. */
const databaseAt = async (last: string): Promise<string> => {
  const url = await createEmptyDatabase();
  await withMigrations(url, 'roster migrate', async (_client, { lock, upTo }) => {
    await lock();
    await upTo(last);
  });
  return url;
};

const USERS = `
  insert into users (ulid, hex_id, username, username_canonical, email, email_canonical, phone, created_at, updated_at)
  select 'u' || n, 'h' || n, 'user' || n, 'user' || n, n || '@example.com', n || '@example.com', '+49 (0) ' || n, now(), now()
  from generate_series(1, 3) n;
  insert into user_roles select id, 1 from users;
  delete from users where id = 3`;

// What the second migration brought, and later ones change.
const TOKENS = `
  insert into api_tokens (ulid, user_id, name, prefix, digest, policy_id, created_at, updated_at)
  select 't', 1, 'ADMIN_TOKEN', 'p', '\\x01', id, now(), now() from token_policies;
  insert into sessions (id, user_id, ip, dialect, created_at, last_used_at, expires_at)
  values ('s', 1, '::1', 'rest', now(), now(), now() + interval '1 day');
  insert into audit_entries (at, action, result, dialect, binding, ip, request_id) values (now(), 'x', 'done', 'rest', 'x', '::1', 'r')`;

/** Without what a migration stamps with the time at which it ran, where it has run since. */
const comparable = (
  content: Record<string, string[]>,
  isStampedSince: boolean,
): Record<string, string[]> => ({
  ...withoutItsEntry(content),
  ...(isStampedSince && {
    token_policies: (content['token_policies'] ?? []).map((row) => row.replace(/"20[^"]+"/g, 'then')),
  }),
});

const expectSame = async (one: string, other: string, isStampedSince: boolean): Promise<void> => {
  const content = async (url: string) => comparable(await contentOf(url), isStampedSince);
  expect(await content(one)).toEqual(await content(other));
  expect(await schemaOf(one)).toEqual(await schemaOf(other));
};

test('a backup of every earlier schema restores to what migrating that database makes', async () => {
  for (const [index, last] of NAMES.entries()) {
    const source = await databaseAt(last);
    await sql(source, USERS);
    if (index > 0) await sql(source, TOKENS);
    const file = await saveBackup(source);
    const target = await createEmptyDatabase();
    const { migrated } = await loadBackup(target, file);
    expect(migrated).toEqual(NAMES.slice(index + 1));
    expect(await migrate(source)).toEqual(NAMES.slice(index + 1));
    await expectSame(target, source, index === 0);
  }
  report(`${NAMES.length} schemas, from ${NAMES[0]} on`);
});

test('a backup of an earlier schema takes the place of a directory of this one', async () => {
  const source = await databaseAt('0001-directory');
  await sql(source, USERS);
  const file = await saveBackup(source);
  const target = await createEmptyDatabase();
  await migrate(target);
  await sql(target, "insert into usage_batches values ('batch', now())");
  await loadBackup(target, file, { replaces: true });
  await migrate(source);
  await expectSame(target, source, true);
});
