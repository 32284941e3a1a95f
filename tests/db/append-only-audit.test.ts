import { startTestServer, type TestServer } from '../support/test-server';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.user({ username: 'somebody' });
});
afterAll(() => server.stop());

const entries = async () =>
  (await server.database.pool.query('select * from audit_entries order by id')).rows;

test.each([
  ['changed', "update audit_entries set actor = 'nobody'"],
  ['removed', 'delete from audit_entries'],
  ['emptied', 'truncate audit_entries'],
])('audit entries cannot be %s by the role that Roster works as', async (_what, sql) => {
  const before = await entries();
  expect(before).toHaveLength(1);
  await expect(server.database.pool.query(sql)).rejects.toThrow('audit entries are append-only');
  expect(await entries()).toEqual(before);
});
