import { unique } from '../../http/api';
import { DENIED, line, message, NEW_PASSWORD, PASSWORD, told, useFlask } from './flask';

const flask = useFlask();
const { ask } = flask;

const good = () => {
  const username = unique('conflict');
  return {
    username,
    email: `${username}@example.com`,
    user_type: 'employee',
    password: PASSWORD,
    employee_id: unique('E-'),
  };
};

describe.each([
  ['username', 'Username already exists', (text: string) => text.toUpperCase()],
  ['email', 'Email already exists', (text: string) => ` ${text.toUpperCase()}`],
  ['employee_id', 'Employee ID already exists', (text: string) => text.toLowerCase()],
] as const)('%s', (key, sentence, variant) => {
  test('taken, in whatever spelling', async () => {
    const first = good();
    expect((await ask('POST /user/users', { body: first })).status).toBe(201);
    for (const value of [first[key], variant(first[key])]) {
      const body = { ...good(), [key]: value };
      expect(told(await ask('POST /user/users', { body }))).toBe(message(400, sentence));
    }
    const other = await flask.person();
    for (const method of ['PUT', 'PATCH']) {
      const answer = await ask(`${method} /user/users/${other.hexId}`, { body: { [key]: first[key] } });
      expect(told(answer)).toBe(message(400, sentence));
    }
  });

  test('one’s own is not taken, and a deleted user’s is free', async () => {
    const first = good();
    const { json } = await ask('POST /user/users', { body: first });
    const { id } = json as { id: string };
    expect((await ask(`PUT /user/users/${id}`, { body: { [key]: variant(first[key]) } })).status).toBe(200);
    await ask(`DELETE /user/users/${id}`);
    expect((await ask('POST /user/users', { body: first })).status).toBe(201);
  });
});

test('what is wrong is told before what is taken', async () => {
  const first = good();
  await ask('POST /user/users', { body: first });
  const wrong = await ask('POST /user/users', { body: { ...first, roles: ['root'] } });
  expect(told(wrong)).toMatch(/^400 {"message":"roles must be one of: /);
});

describe('one’s own account', () => {
  const asAdministrator = async () => {
    const admin = await flask.person({ roles: ['admin'] });
    return { admin, token: await flask.api.server.token(admin.id) };
  };
  const NOT_YOURSELF = (action: string) => line(403, { error: `You cannot ${action} yourself` });

  test('cannot be deleted, locked, suspended or demoted', async () => {
    const { admin, token } = await asAdministrator();
    const path = `/user/users/${admin.hexId}`;
    const put = (body: unknown) => ask(`PUT ${path}`, { token, body });
    expect(told(await ask(`DELETE ${path}`, { token }))).toBe(NOT_YOURSELF('delete'));
    expect(told(await ask(`POST ${path}/lock`, { token }))).toBe(NOT_YOURSELF('lock'));
    expect(told(await put({ is_active: false }))).toBe(NOT_YOURSELF('suspend'));
    expect(told(await put({ roles: ['user'] }))).toBe(NOT_YOURSELF('demote'));
    expect((await put({ mobile: '+49306001' })).status).toBe(200);
  });

  test('gets a new password by the current one alone, administrators too', async () => {
    const { admin, token } = await asAdministrator();
    const body = { password: NEW_PASSWORD };
    expect(told(await ask(`PUT /user/users/${admin.hexId}`, { token, body }))).toBe(DENIED);
  });
});

test('an administrator touches no superadmin, nor makes one', async () => {
  const superadmin = await flask.person({ roles: ['superadmin'] });
  const path = `/user/users/${superadmin.hexId}`;
  expect(told(await ask(`DELETE ${path}`))).toBe(DENIED);
  expect(told(await ask(`PUT ${path}`, { body: { mobile: '1' } }))).toBe(DENIED);
  expect(told(await ask(`POST ${path}/lock`))).toBe(DENIED);
  expect(told(await ask('POST /user/unlock', { body: { user_id: superadmin.hexId } }))).toBe(DENIED);
  expect(told(await ask('POST /user/users', { body: { ...good(), roles: ['superadmin'] } }))).toBe(DENIED);
  const token = await flask.api.server.token(superadmin.id);
  expect((await ask('POST /user/users', { token, body: { ...good(), roles: ['superadmin'] } })).status).toBe(
    201,
  );
});
