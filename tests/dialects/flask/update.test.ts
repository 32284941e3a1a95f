import { unique } from '../../http/api';
import { fullObject, line, message, NEW_PASSWORD, NO_USER, START, told, useFlask } from './flask';

const flask = useFlask();
const { ask } = flask;

const LATER = '2026-02-09T10:00:00.000Z';
const WRITTEN_LATER = '2026-02-09T10:00:00.000000+00:00';

afterEach(() => flask.clock.set(START));

describe.each(['PUT', 'PATCH'])('%s /user/users/{id}', (method) => {
  const put = (id: string, body: unknown) => ask(`${method} /user/users/${id}`, { body });

  test('changes what is given and answers with the full object', async () => {
    const person = await flask.person();
    flask.clock.set(LATER);
    const username = unique('renamed');
    const body = {
      username,
      email: `${username}@example.com`,
      user_type: 'general',
      employee_id: unique('E-'),
      mobile: '030 1234',
      is_email_verified: true,
      roles: ['publisher', 'creator'],
    };
    const expected = fullObject(person, {
      ...body,
      roles: ['creator', 'publisher'],
      updated_at: WRITTEN_LATER,
    });
    expect(told(await put(person.hexId, body))).toBe(line(200, expected));
    const cleared = await put(person.hexId, { employee_id: null, mobile: null });
    expect(told(cleared)).toBe(line(200, { ...expected, employee_id: null, mobile: null }));
  });

  test.each<[string, Record<string, unknown>]>([
    ['an empty body', {}],
    ['what stands there already', { is_active: true, roles: ['user'], user_type: 'employee', mobile: null }],
    ['keys nobody knows', { is_admin: true, id: 'x', lock_until: null }],
  ])('%s changes nothing', async (_what, body) => {
    const person = await flask.person();
    flask.clock.set(LATER);
    expect(told(await put(person.hexId, body))).toBe(line(200, fullObject(person)));
  });

  test('is_active suspends and ends the suspension', async () => {
    const person = await flask.person();
    const token = await flask.signIn(person);
    expect(told(await put(person.hexId, { is_active: false }))).toContain('"is_active":false');
    expect((await ask('GET /user/status', { token })).status).toBe(401);
    expect(told(await put(person.hexId, { is_active: true }))).toContain('"is_active":true');
  });

  test('a password is a reset', async () => {
    const person = await flask.person();
    const token = await flask.signIn(person);
    expect((await put(person.hexId, { password: NEW_PASSWORD })).status).toBe(200);
    expect((await ask('GET /user/status', { token })).status).toBe(401);
    await flask.signIn({ ...person, password: NEW_PASSWORD });
  });

  test('an email that changes is verified no more', async () => {
    const person = await flask.person({ isEmailVerified: true });
    const answer = await put(person.hexId, { email: `${unique('other')}@example.com` });
    expect(answer.json).toMatchObject({ is_email_verified: false });
  });
});

test('DELETE /user/users/{id}', async () => {
  const person = await flask.person();
  expect(told(await ask(`DELETE /user/users/${person.hexId}`))).toBe(message(200, 'User deleted'));
  for (const method of ['GET', 'PUT', 'DELETE'])
    expect(
      told(await ask(`${method} /user/users/${person.hexId}`, method === 'PUT' ? { body: {} } : {})),
    ).toBe(NO_USER);
});
