import type { ListUsersInput } from '../../src/operations/contract';
import { startTestServer, type TestServer } from '../support/test-server';
import { callBy, controllersOf } from './calls';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.user({ username: 'zed', name: 'Adam', roles: ['admin'] });
  await server.user({ username: 'Bert' });
  await server.user({ username: 'a1', name: 'Ｃarla' });
  await server.user({ username: 'straße' });
  await server.user({ username: 'last', name: 'STRASSE' });
});
afterAll(() => server.stop());

const list = async (input: Omit<ListUsersInput, 'filter'>) => {
  const chief = await server.wiring.needs.work.read.users.find({ kind: 'id', value: '1' }, NOW);
  if (!chief) throw new Error('the first user is not there');
  return controllersOf(server)['users.list']({ filter: {}, ...input }, callBy(chief));
};

const NOW = '2026-01-01T00:00:00.000000Z';
const BY_NAME = { by: 'name', descending: false } as const;

/** The usernames of a whole walk in pages. */
const walk = async (order: ListUsersInput['order'], limit: number): Promise<string[]> => {
  const names: string[] = [];
  let after: ListUsersInput['after'];
  do {
    const answer = await list({ order, limit, ...(after && { after }) });
    if (answer.kind !== 'page') throw new Error('a list with a limit is a page');
    names.push(...answer.page.items.map(({ username }) => username));
    after = answer.page.next;
  } while (after);
  return names;
};

test.each([1, 2, 5])('by name is by what is shown as one, in pages of %d', async (limit) => {
  const expected = ['zed', 'Bert', 'a1', 'straße', 'last'];
  expect(await walk(BY_NAME, limit)).toEqual(expected);
  expect(await walk({ ...BY_NAME, descending: true }, limit)).toEqual([...expected].reverse());
});

test('the order by name has an index', async () => {
  const { pool } = server.database;
  const client = await pool.connect();
  try {
    await client.query('begin; set local enable_seqscan = off; set local enable_sort = off');
    const { rows } = await client.query(
      "explain select id from users u order by coalesce(nullif(u.name_canonical, ''), u.username_canonical), u.id limit 5",
    );
    expect(JSON.stringify(rows)).toContain('users_shown_name_idx');
  } finally {
    await client.query('rollback');
    client.release();
  }
});

test('the total stands on the first page unless nobody wants it', async () => {
  const totalOf = async (input: Partial<ListUsersInput>) => {
    const answer = await list({ order: BY_NAME, limit: 2, ...input });
    return answer.kind === 'page' ? answer.page.total : 'whole';
  };
  expect(await totalOf({})).toEqual({ count: 5, isCapped: false });
  expect(await totalOf({ counted: true })).toEqual({ count: 5, isCapped: false });
  expect(await totalOf({ counted: false })).toBeUndefined();
  expect(await totalOf({ counted: true, after: { key: 'bert', id: 2 } })).toBeUndefined();
});
