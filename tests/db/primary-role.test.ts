import { ROLE_NAMES, type RoleName } from '../../src/domain/role';
import { machineContext } from '../../src/first-administrator';
import { startTestServer, type TestServer } from '../support/test-server';

/** Sets of roles by hand, the first of each the one that ranks highest: superadmin, admin, the rest by id, readonly. */
const SETS: readonly (readonly [RoleName, ...RoleName[]])[] = [
  ['superadmin'],
  ['superadmin', 'admin'],
  ['superadmin', 'readonly'],
  ['admin'],
  ['admin', 'user', 'readonly'],
  ['admin', 'general'],
  ['user'],
  ['user', 'creator'],
  ['user', 'readonly'],
  ['creator', 'editor'],
  ['editor', 'publisher', 'readonly'],
  ['publisher', 'deo', 'general'],
  ['deo', 'general'],
  ['general', 'readonly'],
  ['general'],
  ['readonly'],
];

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
  for (const [index, roles] of SETS.entries()) {
    await server.user({ username: `set${index}`, roles: [...roles].reverse() });
  }
});
afterAll(() => server.stop());

const listed = async (filter: { readonly primaryRole: RoleName; readonly role?: RoleName }) => {
  const order = { by: 'id', descending: false } as const;
  const list = await server.wiring.controllers['users.list'](
    { filter, order, limit: 200 },
    machineContext('test'),
  );
  if (list.kind !== 'page') throw new Error('a page was asked for');
  return { names: list.page.items.map(({ username }) => username), total: list.page.total };
};

const namesWhere = (is: (roles: readonly RoleName[]) => boolean): string[] =>
  SETS.flatMap((roles, index) => (is(roles) ? [`set${index}`] : []));

test.each(ROLE_NAMES)('%s: those of whose roles it ranks highest', async (role) => {
  const names = namesWhere(([first]) => first === role);
  expect(await listed({ primaryRole: role })).toEqual({
    names,
    total: { count: names.length, isCapped: false },
  });
});

test('both filters at once: the role that is shown, and another one', async () => {
  expect((await listed({ primaryRole: 'user', role: 'readonly' })).names).toEqual(['set8']);
  expect((await listed({ primaryRole: 'readonly', role: 'user' })).names).toEqual([]);
});
