import { signIn, unique, useApi } from '../../http/api';
import { inJson, told } from '../manners';
import { LARAVEL, refused } from './manners';

const api = useApi();

const FORBIDDEN = inJson(403, LARAVEL.says.forbidden);
const yourself = (action: string) => refused(403, `You cannot ${action} yourself`);

const caller = async (fields: Parameters<typeof api.server.user>[0]) => {
  const user = await api.server.user({ password: 'password-1', ...fields });
  const token = await signIn(api, user.username, 'password-1');
  const ask = async (line: string, body?: unknown) =>
    told(await api.server.ask(line.replace('OWN', String(user.id)), { token, body }));
  return { user, ask };
};

const status = async (answer: Promise<string>) => (await answer).slice(0, 3);

const everything = () =>
  [
    ['GET /api/admin/users'],
    ['GET /api/admin/users/OWN'],
    ['GET /api/admin/users/1'],
    ['GET /api/admin/roles'],
    ['POST /api/admin/users', LARAVEL.newUser('x@example.com')],
    ['POST /api/admin/users', {}],
    ['PUT /api/admin/users/OWN', { email: `${unique('new')}@example.com` }],
    ['PATCH /api/admin/users/1', { name: 'x' }],
    ['DELETE /api/admin/users/OWN'],
    ['DELETE /api/admin/users/999'],
  ] as const;

test.each(['user', 'readonly', 'editor', 'general'] as const)(
  '%s may do nothing here, not even with itself',
  async (role) => {
    const { ask } = await caller({ username: unique('user'), roles: [role] });
    for (const [line, body] of everything()) {
      expect([line, await ask(line, body)]).toEqual([line, FORBIDDEN]);
    }
  },
);

test('an administrator that may not write reads', async () => {
  const { ask } = await caller({ username: unique('user'), roles: ['admin'], canWrite: false });
  expect(await status(ask('GET /api/admin/users'))).toBe('200');
  expect(await status(ask('GET /api/admin/roles'))).toBe('200');
  expect(await ask('PUT /api/admin/users/1', { name: 'x' })).toBe(FORBIDDEN);
  expect(await ask('DELETE /api/admin/users/1')).toBe(FORBIDDEN);
  expect(await ask('POST /api/admin/users', LARAVEL.newUser('x@example.com'))).toBe(FORBIDDEN);
});

test('nobody ends itself', async () => {
  const { ask } = await caller({ username: unique('user'), roles: ['admin'] });
  expect(await ask('DELETE /api/admin/users/OWN')).toBe(yourself('delete'));
  expect(await ask('PUT /api/admin/users/OWN', { role_id: 2 })).toBe(yourself('demote'));
  expect(await status(ask('PUT /api/admin/users/OWN', { name: 'Still here' }))).toBe('200');
});

test('only a superadmin touches a superadmin or makes one', async () => {
  const superadmin = await caller({ username: unique('user'), roles: ['superadmin'] });
  const admin = await caller({ username: unique('user'), roles: ['admin'] });
  const theirs = `/api/admin/users/${superadmin.user.id}`;
  const made = { ...LARAVEL.newUser(`${unique('super')}@example.com`), role_id: 3 };
  expect(await status(admin.ask(`GET ${theirs}`))).toBe('200');
  expect(await admin.ask(`PUT ${theirs}`, { name: 'x' })).toBe(FORBIDDEN);
  expect(await admin.ask(`DELETE ${theirs}`)).toBe(FORBIDDEN);
  expect(await admin.ask('PUT /api/admin/users/1', { role_id: '3' })).toBe(FORBIDDEN);
  expect(await admin.ask('POST /api/admin/users', made)).toBe(FORBIDDEN);
  expect(await admin.ask('POST /api/admin/users', { ...made, name: '' })).toBe(FORBIDDEN);
  expect(await status(superadmin.ask('POST /api/admin/users', made))).toBe('201');
});
