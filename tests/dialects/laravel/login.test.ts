import { unique, useApi } from '../../http/api';
import { movableClock } from '../../http/movable-clock';
import { inJson, told } from '../manners';
import { invalid, LARAVEL, refused } from './manners';

const clock = movableClock('2024-01-20T12:00:00Z');
const api = useApi({ clock });

const login = (body: unknown) => api.server.ask('POST /api/admin/login', { body });

const WRONG = refused(401, 'Invalid credentials');

const makeUser = () =>
  api.server.user({ username: unique('john'), name: 'John Doe', phone: '555', password: 'password-1' });

test('a sign-in answers with a token and the user without its role', async () => {
  const user = await makeUser();
  const answer = await login({ email: ` ${user.email.toUpperCase()} `, password: 'password-1' });
  const token = (answer.json as { access_token: string }).access_token;
  expect(token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  const shown = `{"id":${user.id},"name":"John Doe","email":"${user.email}","role_id":2,"phone_number":"555","created_at":"2024-01-20T12:00:00.000000Z","updated_at":"2024-01-20T12:00:00.000000Z"}`;
  expect(told(answer)).toBe(
    inJson(
      200,
      `{"status":"success","message":"Login successful","access_token":"${token}","token_type":"Bearer","user":${shown}}`,
    ),
  );
  // A token from any dialect is good in every dialect; who is no administrator has no use for it in this one.
  expect((await api.server.ask('GET /api/auth/me', { token })).status).toBe(200);
  expect(told(await api.server.ask('GET /api/admin/users', { token }))).toBe(
    inJson(403, LARAVEL.says.forbidden),
  );
});

test('an administrator works with the token it got', async () => {
  const answer = await login({ email: 'admin@example.com', password: 'admin-password-1' });
  const token = (answer.json as { access_token: string }).access_token;
  expect((await api.server.ask('GET /api/admin/users', { token })).status).toBe(200);
});

test('what is missing is told at once', async () => {
  const email = ['The email field is required.'];
  const password = ['The password field is required.'];
  for (const body of [
    {},
    { email: '', password: '' },
    { email: null, password: null },
    { email: ' ' },
    undefined,
  ]) {
    expect(told(await login(body))).toBe(invalid({ email, password }));
  }
  expect(told(await login({ email: 'x@example.com' }))).toBe(invalid({ password }));
  expect(told(await login({ email: 7, password: 7 }))).toBe(
    invalid({
      email: ['The email must be a valid email address.'],
      password: ['The password must be a string.'],
    }),
  );
  expect(told(await api.server.ask('POST /api/admin/login', { raw: '[]' }))).toBe(
    inJson(400, LARAVEL.says.malformed),
  );
});

test('every reason why somebody may not sign in is one', async () => {
  const { email, username } = await makeUser();
  const bare = await api.server.user({ username: unique('bare') });
  const tries = [
    { email, password: 'password-2' },
    { email, password: 'password-1 ' },
    { email, password: 'p'.repeat(73) },
    { email: username, password: 'password-1' },
    { email: 'nobody@example.com', password: 'password-1' },
    { email: 'plain', password: 'password-1' },
    { email: bare.email, password: 'password-1' },
  ];
  for (const body of tries) expect([body, told(await login(body))]).toEqual([body, WRONG]);
});

test.each(['POST /api/users/ID/suspend', 'POST /api/users/ID/lock', 'DELETE /api/users/ID'])(
  'nobody signs in after %s',
  async (line) => {
    const { id, email } = await makeUser();
    expect((await api.ask(line.replace('ID', String(id)))).status).toBe(200);
    expect(told(await login({ email, password: 'password-1' }))).toBe(WRONG);
  },
);

test('an expired password is a wrong one: there is no way to say anything else', async () => {
  const { id, email } = await makeUser();
  await api.server.database.pool.query('update users set must_change_password = true where id = $1', [id]);
  expect(told(await login({ email, password: 'password-1' }))).toBe(WRONG);
});

test('after five failures the sixth is refused unheard, here and in the other dialects', async () => {
  const { email } = await makeUser();
  for (let index = 0; index < 3; index += 1) {
    expect(told(await login({ email, password: 'password-2' }))).toBe(WRONG);
    const elsewhere = index < 2 && { email, password: 'password-2' };
    if (elsewhere)
      expect((await api.server.ask('POST /api/auth/login', { body: elsewhere })).status).toBe(401);
  }
  expect(told(await login({ email, password: 'password-1' }))).toBe(refused(429, 'Too many login attempts'));
});

test('a sign-in leaves an entry that names the dialect', async () => {
  const { email } = await makeUser();
  await login({ email, password: 'password-1' });
  const { rows } = await api.server.database.pool.query(
    "select action, result, dialect, binding from audit_entries where action = 'auth.signIn' order by id desc limit 1",
  );
  expect(rows).toEqual([
    { action: 'auth.signIn', result: 'done', dialect: 'laravel', binding: 'POST /api/admin/login' },
  ]);
});
