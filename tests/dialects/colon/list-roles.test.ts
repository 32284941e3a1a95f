import { told, useColon, wrong } from './colon';
import { useRows } from './listed';

const colon = useColon();
const { list, walk } = useRows(colon);

describe('role', () => {
  test.each([
    ['user', 3],
    ['admin', 4],
    ['superadmin', 3],
    ['readonly', 3],
    ['editor', 3],
    ['creator', 3],
    ['publisher', 0],
  ])('%s: those whose role it is, as shown', async (role, count) => {
    const pages = await walk(`role=${role}&limit=2`);
    const roles = pages.flatMap(({ users }) => users.map((user) => user.role));
    expect(roles).toEqual(Array.from({ length: count }, () => role));
  });

  test('an empty one is none', async () => {
    expect((await list('?role=')).users).toHaveLength(15);
  });

  test.each(['nobody', 'Admin', ' user', '1', '__proto__', 'admin,user'])('%s is none', async (role) => {
    expect(told(await colon.ask(`GET /users:list?role=${encodeURIComponent(role)}`))).toBe(
      wrong('invalid role filter', 'INVALID_ROLE'),
    );
  });
});
