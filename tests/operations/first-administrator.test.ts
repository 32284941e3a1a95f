import { ensureAdministrator } from '../../src/first-administrator';
import { startTestServer, type TestServer } from '../support/test-server';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.stop());

const ensure = () => ensureAdministrator(server.wiring, server.config);

const count = async (table: string): Promise<number> =>
  (await server.database.pool.query(`select count(*)::int as count from ${table}`)).rows[0].count;

test('is made once, with a token, however many ask at once', async () => {
  const made = await Promise.all([ensure(), ensure(), ensure(), ensure()]);
  expect(made.filter((one) => one !== null)).toHaveLength(1);
  expect([await count('users'), await count('api_tokens')]).toEqual([1, 1]);
});

test('is not made where a superadmin is the only administrator', async () => {
  await server.user({ username: 'root', roles: ['superadmin'] });
  expect(await ensure()).toBeNull();
  expect(await count('users')).toBe(1);
});

test('can be made again when the former one is gone, token included', async () => {
  const first = await ensure();
  await server.database.pool.query('update users set deleted_at = now()');
  const second = await ensure();
  expect(second?.token).toMatch(/^rst_/);
  expect(second?.token).not.toBe(first?.token);
});

test('leaves nothing behind where it cannot be made', async () => {
  await server.user({ username: 'admin' });
  await expect(ensure()).rejects.toThrow(/belongs to a user who is no administrator/);
  expect([await count('users'), await count('api_tokens')]).toEqual([1, 0]);
});
