import { jsonOutcome, outcome, signIn, unique, useApi } from './api';
import { movableClock } from './movable-clock';
import { STYLES, userLine } from './spellings';

const MADE = '2024-05-06T07:08:09Z';
const LATER = '2024-05-07T00:00:00Z';

const clock = movableClock(MADE);
const api = useApi({ clock });

/** A user made at `MADE`, with the clock at `LATER`. */
const makeUser = async () => {
  clock.set(MADE);
  const user = await api.server.user({ username: unique('user'), password: 'old-password-1' });
  clock.set(LATER);
  return user;
};

const rowOf = async (id: number) =>
  (await api.server.database.pool.query('select * from users where id = $1', [id])).rows[0];

test('last_login is absent until the first sign-in, which leaves updated_at alone', async () => {
  const { id, username, email } = await makeUser();
  const shown = { id, username, email, status: 'active' };
  const times = { created_at: MADE, updated_at: MADE };
  expect(outcome(await api.ask(`GET /api/users/${id}`))).toBe(jsonOutcome(200, { ...shown, ...times }));
  await signIn(api, username, 'old-password-1');
  expect(outcome(await api.ask(`GET /api/users/${id}`))).toBe(
    jsonOutcome(200, { ...shown, last_login: LATER, ...times }),
  );
});

describe.each(STYLES)('update (%s)', (style) => {
  const update = (id: number, body: unknown) => api.ask(userLine(style, 'update', { id }), { body });

  test.each([
    ['username', 'renamed '],
    ['email', 'renamed@example.com'],
    ['status', 'suspended'],
  ])('%s alone changes nothing else', async (field, value) => {
    const { id, username, email } = await makeUser();
    const wanted = field === 'status' ? value : `${unique('x')}-${value}`;
    const answer = await update(id, { [field]: wanted });
    const shown = { id, username, email, status: 'active', created_at: MADE, updated_at: LATER };
    const expected = jsonOutcome(200, { ...shown, [field]: wanted.trim() });
    expect(outcome(answer)).toBe(expected);
    expect(outcome(await api.ask(userLine(style, 'get', { id })))).toBe(expected);
  });

  test.each([
    ['nothing', () => ({})],
    ['unknown keys only', () => ({ nickname: 'x', admin: true })],
    [
      'what is there already',
      (name: string) => ({ username: name, email: `${name}@example.com`, status: 'active' }),
    ],
    ['what is there already, with blanks around', (name: string) => ({ username: ` ${name} ` })],
  ])('%s changes not a column, updated_at included', async (_what, body) => {
    const { id, username } = await makeUser();
    const before = await rowOf(id);
    const answer = await update(id, body(username));
    expect([answer.status, (answer.json as { updated_at: string }).updated_at]).toEqual([200, MADE]);
    expect(await rowOf(id)).toEqual(before);
  });

  test('a new password replaces the old one and ends the sessions', async () => {
    const { id, username } = await makeUser();
    const session = await signIn(api, username, 'old-password-1');
    const answer = await update(id, { password: 'new-password-2' });
    expect([answer.status, (answer.json as { updated_at: string }).updated_at]).toEqual([200, LATER]);
    expect(outcome(await api.ask('GET /api/auth/me', { token: session }))).toBe('401 Unauthorized');
    await expect(signIn(api, username, 'old-password-1')).rejects.toThrow('401 Invalid credentials');
    expect(await signIn(api, username, 'new-password-2')).toMatch(/^eyJ/);
  });

  test('a status of suspended is a suspend, one of active ends it', async () => {
    const { id, username } = await makeUser();
    const session = await signIn(api, username, 'old-password-1');
    const token = await api.server.token(id);
    await update(id, { status: 'suspended' });
    for (const dead of [session, token]) {
      expect(outcome(await api.ask('GET /api/auth/me', { token: dead }))).toBe('401 Unauthorized');
    }
    expect((await update(id, { status: 'active' })).json).toMatchObject({ status: 'active' });
    expect((await api.ask('GET /api/auth/me', { token })).status).toBe(200);
    expect(outcome(await api.ask('GET /api/auth/me', { token: session }))).toBe('401 Unauthorized');
  });

  test('a taken name is a conflict that changes nothing', async () => {
    const [one, other] = [await makeUser(), await makeUser()];
    const before = await rowOf(one.id);
    const fresh = 'fresh@example.com';
    expect(outcome(await update(one.id, { username: other.username.toUpperCase(), email: fresh }))).toBe(
      '409 Username already exists',
    );
    expect(outcome(await update(one.id, { email: other.email.toUpperCase() }))).toBe(
      '409 Email already exists',
    );
    expect(await rowOf(one.id)).toEqual(before);
  });

  test('one’s own name may be written differently', async () => {
    const { id, username } = await makeUser();
    const answer = await update(id, { username: username.toUpperCase() });
    expect(answer.json).toMatchObject({ username: username.toUpperCase(), updated_at: LATER });
  });

  test('validation comes before existence, existence before conflict', async () => {
    const other = await makeUser();
    expect(outcome(await update(999_999, { status: 'asleep' }))).toMatch(/^400 status /);
    expect(outcome(await update(999_999, { username: other.username }))).toBe('404 User not found');
  });
});
