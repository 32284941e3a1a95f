import { signIn, unique, useApi } from '../../http/api';
import { inJson, told } from '../manners';
import { invalid, RAILS, refused } from './manners';

const api = useApi();

const FORBIDDEN = inJson(403, RAILS.says.forbidden);
const yourself = (action: string) => refused(403, 'Forbidden', `You cannot ${action} yourself`);

const caller = async (fields: Parameters<typeof api.server.user>[0]) => {
  const user = await api.server.user({ password: 'password-1', ...fields });
  const token = await signIn(api, user.username, 'password-1');
  const ask = async (line: string, body?: unknown) =>
    told(await api.server.ask(line.replace('OWN', String(user.id)), { token, body }));
  return { user, ask };
};

const status = async (answer: Promise<string>) => (await answer).slice(0, 3);

test('somebody without a role that reads users sees and changes itself, by its email alone', async () => {
  const { ask } = await caller({ username: unique('user') });
  expect(await ask('GET /api/v1/users')).toBe(FORBIDDEN);
  expect(await ask('GET /api/v1/users/1')).toBe(FORBIDDEN);
  expect(await status(ask('GET /api/v1/users/OWN'))).toBe('200');
  expect(await status(ask('PUT /api/v1/users/OWN', { email: `${unique('new')}@example.com` }))).toBe('200');
  expect(await ask('PUT /api/v1/users/OWN', { email: 'plain' })).toBe(
    invalid({ email: ['must be a valid email address'] }),
  );
  for (const body of [{ name: 'x' }, { role: 'admin' }, { role: 'boss' }, { email: 'plain', status: 'x' }]) {
    expect(await ask('PUT /api/v1/users/OWN', body)).toBe(FORBIDDEN);
  }
  expect(await ask('PUT /api/v1/users/1', { email: 'x@example.com' })).toBe(FORBIDDEN);
  expect(await ask('DELETE /api/v1/users/OWN')).toBe(FORBIDDEN);
  expect(await ask('POST /api/v1/users', RAILS.newUser('x@example.com'))).toBe(FORBIDDEN);
});

test('readonly reads all users and changes none', async () => {
  const { ask } = await caller({ username: unique('user'), roles: ['readonly'] });
  expect(await status(ask('GET /api/v1/users'))).toBe('200');
  expect(await status(ask('GET /api/v1/users/1'))).toBe('200');
  expect(await ask('GET /api/v1/users?deleted=include')).toBe(FORBIDDEN);
  expect(await ask('PATCH /api/v1/users/1', { name: 'x' })).toBe(FORBIDDEN);
  expect(await ask('DELETE /api/v1/users/1')).toBe(FORBIDDEN);
});

test('an administrator that may not write reads', async () => {
  const { ask } = await caller({ username: unique('user'), roles: ['admin'], canWrite: false });
  expect(await status(ask('GET /api/v1/users'))).toBe('200');
  expect(await ask('PUT /api/v1/users/1', { name: 'x' })).toBe(FORBIDDEN);
  expect(await ask('POST /api/v1/users', RAILS.newUser('x@example.com'))).toBe(FORBIDDEN);
});

test('nobody ends itself', async () => {
  const { ask } = await caller({ username: unique('user'), roles: ['admin'] });
  expect(await ask('DELETE /api/v1/users/OWN')).toBe(yourself('delete'));
  expect(await ask('PUT /api/v1/users/OWN', { status: 'inactive' })).toBe(yourself('suspend'));
  expect(await ask('PUT /api/v1/users/OWN', { role: 'user' })).toBe(yourself('demote'));
  expect(await status(ask('PUT /api/v1/users/OWN', { name: 'Still here' }))).toBe('200');
});

test('only a superadmin touches a superadmin or makes one', async () => {
  const superadmin = await caller({ username: unique('user'), roles: ['superadmin'] });
  const admin = await caller({ username: unique('user'), roles: ['admin'] });
  const theirs = `/api/v1/users/${superadmin.user.id}`;
  const made = { ...RAILS.newUser(`${unique('super')}@example.com`), role: 'superadmin' };
  expect(await admin.ask(`PUT ${theirs}`, { name: 'x' })).toBe(FORBIDDEN);
  expect(await admin.ask(`DELETE ${theirs}`)).toBe(FORBIDDEN);
  expect(await admin.ask('PUT /api/v1/users/1', { role: 'superadmin' })).toBe(FORBIDDEN);
  expect(await admin.ask('POST /api/v1/users', made)).toBe(FORBIDDEN);
  expect(await admin.ask('POST /api/v1/users', { ...made, name: '' })).toBe(FORBIDDEN);
  expect(await status(superadmin.ask('POST /api/v1/users', made))).toBe('201');
});
