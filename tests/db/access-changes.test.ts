import { setTimeout as sleep } from 'node:timers/promises';
import { commit } from '../../db/access-changes';
import { listenForAccessChanges } from '../../db/access-listener';
import type { AccessChange } from '../../src/domain/access-change';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.pool.query(`
    insert into users (ulid, hex_id, username, username_canonical, email, email_canonical, created_at, updated_at)
      select lpad(n::text, 26, '0'), lpad(n::text, 24, '0'), 'u' || n, 'u' || n, 'u' || n, 'u' || n, now(), now()
      from generate_series(1, 300) n;
    insert into user_roles select id, 2 from users;
    insert into token_policies (name, created_at, updated_at) values ('some', now(), now());
    insert into sessions (id, user_id, ip, dialect, created_at, last_used_at, expires_at)
      values ('s', 3, '::1', 'rest', now(), now(), now() + interval '1 hour');
    insert into api_tokens (ulid, user_id, prefix, digest, created_at, updated_at)
      values ('t', 4, 'p', '\\x00', now(), now())`);
});

afterAll(() => database.drop());

/** What the transaction of these statements says that it changed. */
const changesOf = async (...statements: string[]): Promise<AccessChange['whose'][]> => {
  const client = await database.pool.connect();
  try {
    await client.query('begin');
    for (const sql of statements) await client.query(sql);
    return (await commit(client)).map(({ whose }) => whose);
  } finally {
    client.release();
  }
};

test.each<[string, AccessChange['whose'][]]>([
  ["update users set status = 'suspended' where id = 1", [1]],
  ["update users set lock_cause = 'administrator' where id = 1", [1]],
  ['update users set deleted_at = now() where id = 1', [1]],
  ['update users set session_epoch = session_epoch + 1 where id = 1', [1]],
  ['update users set can_write = false where id = 1', [1]],
  ["update users set username = 'another' where id = 1", [1]],
  ['update users set can_write = can_write where id = 2', []],
  ["update users set email = 'another', version = version + 1 where id = 1", []],
  ['update users set last_sign_in_at = now(), failed_sign_ins = 2 where id = 1', []],
  ['update user_roles set role_id = 4 where user_id = 2', [2]],
  ['insert into user_roles values (2, 1)', [2]],
  ['delete from user_roles where user_id = 2 and role_id = 1', [2]],
  ["update sessions set expires_at = expires_at + interval '1 hour', last_used_at = now()", []],
  ["update sessions set expires_at = expires_at - interval '1 minute'", [3]],
  ['update sessions set restricted = true', [3]],
  ['update sessions set ended_at = now()', [3]],
  ['delete from sessions', []],
  ['update api_tokens set last_used_at = now()', []],
  ['update api_tokens set can_write = false', [4]],
  ["update api_tokens set digest = '\\x01'", [4]],
  ['update api_tokens set user_id = 5', [4]],
  ['update api_tokens set revoked_at = now()', [5]],
  ['delete from api_tokens', [5]],
  ['update token_policies set active = false', ['everybody']],
  ['delete from token_policies', ['everybody']],
])('%s', async (sql, whose) => {
  expect(await changesOf(sql)).toEqual(whose);
});

test('a transaction tells of all whom it changed, and one of many tells of everybody', async () => {
  expect(
    await changesOf(
      'update users set can_write = true where id = 1',
      'update user_roles set role_id = 5 where user_id = 7',
    ),
  ).toEqual([1, 7]);
  expect(await changesOf('update users set can_write = false where id > 10')).toEqual(['everybody']);
  expect(await changesOf('select 1')).toEqual([]);
});

const until = async (isSo: () => boolean, patience = 500): Promise<void> => {
  for (let tries = 0; !isSo(); tries += 1) {
    if (tries > patience) throw new Error('it did not come');
    await sleep(10);
  }
};

/** Somebody who listens, with what it was told. */
const listen = () => {
  const heard: AccessChange['whose'][] = [];
  const trust: boolean[] = [];
  const troubles: unknown[] = [];
  const listener = listenForAccessChanges(database.url, {
    onChange: ({ whose }) => heard.push(whose),
    onTrust: (isTrusted) => trust.push(isTrusted),
    onTrouble: (error) => troubles.push(error),
  });
  return { heard, trust, troubles, listener, isTrusted: () => trust.at(-1) === true };
};

test('who is alone hears of what is committed by hand, and knows when it hears nothing any more', async () => {
  const { heard, trust, listener, isTrusted } = listen();
  await listener.present;
  await until(isTrusted);
  await database.pool.query('begin; update users set can_write = false where id = 1; rollback');
  await database.pool.query('update users set can_write = false where id = 2');
  await until(() => heard.length > 0);
  await database.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'roster listener' and datname = current_database()",
  );
  await until(() => trust.length >= 3, 1500);
  await database.pool.query('update users set can_write = false where id = 3');
  await until(() => heard.length > 1);
  expect(heard).toEqual([2, 3]);
  await listener.stop();
  expect(trust).toEqual([true, false, true, false]);
});

test('who comes is let in before it is present, and from then on nobody is trusted until one is alone again', async () => {
  const first = listen();
  await first.listener.present;
  await until(first.isTrusted);
  for (let comings = 1; comings <= 3; comings += 1) {
    const second = listen();
    await second.listener.present;
    expect([first.isTrusted(), second.isTrusted()]).toEqual([false, false]);
    await second.listener.stop();
    expect(second.trust.includes(true)).toBe(false);
  }
  await until(first.isTrusted, 1500);
  await first.listener.stop();
});

test('a truncated table is told of as well', async () => {
  const { heard, listener, isTrusted } = listen();
  await until(isTrusted);
  await database.pool.query('truncate api_tokens cascade');
  await until(() => heard.length > 0);
  expect(heard).toEqual(['everybody']);
  await listener.stop();
});
