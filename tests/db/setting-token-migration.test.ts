import knex, { type Knex } from 'knex';
import { down, up } from '../../db/migrations/0007-setting-token';
import { ensureAdminToken } from '../../src/admin-token';
import type { RoleName } from '../../src/domain/role';
import { startTestServer, type TestServer } from '../support/test-server';

let server: TestServer;
let db: Knex;

beforeEach(async () => {
  server = await startTestServer();
  db = knex({ client: 'pg', connection: server.database.url, pool: { min: 0, max: 1 } });
  await server.user({ username: 'chief', roles: ['admin'] });
});
afterEach(async () => {
  await db.destroy();
  await server.stop();
});

const VALUE = 'a-value-that-was-set-before-0123456789';

/** The directory as the former release has left it: a token is known by its name alone. */
const goBack = async (change = ''): Promise<void> => {
  await down(db);
  if (change) await server.database.pool.query(`update api_tokens set ${change}`);
};

const marked = async (): Promise<number> =>
  (await server.database.pool.query('select from api_tokens where from_setting')).rows.length;

test('the token of the settings is marked, and the next start leaves it as it is', async () => {
  await ensureAdminToken(server.wiring, VALUE);
  await goBack();
  const { rows: before } = await server.database.pool.query('select * from api_tokens');
  await up(db);
  expect(await marked()).toBe(1);
  await ensureAdminToken(server.wiring, VALUE);
  const { rows: after } = await server.database.pool.query('select * from api_tokens');
  expect(after).toEqual(before.map((row) => ({ ...row, from_setting: true })));
});

test('one that was revoked or rotated is marked as well: the next start makes it what the settings say', async () => {
  await ensureAdminToken(server.wiring, VALUE);
  await goBack("revoked_at = now(), prefix = 'rst_01234567', digest = '\\x00'");
  await up(db);
  expect(await marked()).toBe(1);
  await ensureAdminToken(server.wiring, VALUE);
  expect((await server.ask('GET /api/users', { token: VALUE })).status).toBe(200);
  expect(await marked()).toBe(1);
});

test('one that was given an expiry is not marked, yet taken for it by its value at the next start', async () => {
  await ensureAdminToken(server.wiring, VALUE);
  await goBack("expires_at = '2999-01-01'");
  await up(db);
  expect(await marked()).toBe(0);
  await ensureAdminToken(server.wiring, VALUE);
  const { rows } = await server.database.pool.query('select expires_at, from_setting from api_tokens');
  expect(rows).toEqual([{ expires_at: null, from_setting: true }]);
});

test.each<[string, RoleName[]]>([
  ['a superadmin', ['superadmin']],
  ['an administrator with other roles', ['user', 'admin']],
])('it may be one of %s', async (_what, roles) => {
  const { id } = await server.user({ username: 'owner', roles });
  await server.token(id, { name: 'ADMIN_TOKEN' });
  await goBack();
  await up(db);
  expect(await marked()).toBe(1);
});

test.each<[string, RoleName[], string]>([
  ['belongs to no administrator', ['user'], ''],
  ['expires', ['admin'], "expires_at = now() + interval '1 day'"],
  ['has no policy', ['admin'], 'policy_id = null'],
  ['is called otherwise', ['admin'], "name = 'admin_token'"],
])(
  'a token that %s is somebody’s own: it is not marked, and goes on being good',
  async (_what, roles, change) => {
    const { id } = await server.user({ username: 'owner', roles });
    const theirs = await server.token(id, { name: 'ADMIN_TOKEN' });
    await goBack(change);
    await up(db);
    expect(await marked()).toBe(0);
    await ensureAdminToken(server.wiring, VALUE);
    const answers = [theirs, VALUE].map((token) => server.ask('GET /api/auth/me', { token }));
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200]);
  },
);

test('nor is one that has another policy than the one without limits', async () => {
  await server.database.pool.query(
    "insert into token_policies (name, rate_per_minute, created_at, updated_at) values ('few', 9, now(), now())",
  );
  await server.token(1, { name: 'ADMIN_TOKEN' });
  await goBack("policy_id = (select id from token_policies where name = 'few')");
  await up(db);
  expect(await marked()).toBe(0);
});
