import { unique } from '../../http/api';
import { account, error, line, MALFORMED, type Tokens, told, useColon, wrong } from './colon';

const START = '2026-02-09T16:20:56.789Z';
const colon = useColon({ settings: { ACCESS_TOKEN_TTL: '3600', REFRESH_TOKEN_TTL: '86400' } });

beforeEach(() => colon.clock.set(START));

const login = (body: unknown) => colon.askAnonymously('POST /auth:login', { body });
const me = (token: string) => colon.ask('GET /auth:me', { token });

const BOTH = error(400, 'username and password are required');
const INVALID = error(401, 'invalid credentials');

describe('POST /auth:login', () => {
  test('answers with a pair of tokens, when the first expires, and five keys of the user', async () => {
    const person = await colon.person();
    const answer = await login({ username: person.username, password: person.password });
    const { access_token, refresh_token } = answer.json as Tokens;
    expect(told(answer)).toBe(
      line(200, {
        access_token,
        refresh_token,
        expires_at: '2026-02-09T17:20:56Z',
        token_type: 'Bearer',
        user: account(person),
      }),
    );
    expect(access_token).toMatch(/^eyJ/);
    expect(refresh_token).toMatch(/^rrt_/);
    expect(told(await me(access_token))).toBe(line(200, { user: account(person) }));
  });

  test('shows in last_login_at and in updated_at', async () => {
    const person = await colon.person();
    colon.clock.advance(10);
    await colon.signIn(person);
    expect((await colon.ask(`GET /users:get?id=${person.ulid}`)).json).toMatchObject({
      user: { updated_at: '2026-02-09T16:21:06Z', last_login_at: '2026-02-09T16:21:06Z' },
    });
    colon.clock.advance(10);
    await colon.ask(`POST /users:update?id=${person.ulid}`, { body: { can_write: false } });
    expect((await colon.ask(`GET /users:get?id=${person.ulid}`)).json).toMatchObject({
      user: { updated_at: '2026-02-09T16:21:16Z', last_login_at: '2026-02-09T16:21:06Z' },
    });
  });

  test.each([
    {},
    { username: 'x' },
    { password: 'x' },
    { username: '', password: 'x' },
    { username: 'x', password: '' },
    { username: null, password: 'x' },
    { username: 'x', password: null },
    { email: 'x@example.com', password: 'x' },
  ])('%j is not both', async (body) => {
    expect(told(await login(body))).toBe(BOTH);
  });

  test.each<[unknown, string]>([
    [undefined, MALFORMED],
    [[], MALFORMED],
    [{ username: 5, password: 'x' }, wrong('username must be a string')],
    [{ username: 'x', password: { $ne: '' } }, wrong('password must be a string', 'WEAK_PASSWORD')],
  ])('%j is no sign-in', async (body, expected) => {
    expect(told(await login(body))).toBe(expected);
  });

  test('whatever is wrong, the answer is one', async () => {
    const person = await colon.person();
    const { username, email, password } = person;
    const suspended = await colon.person();
    await colon.api.ask(`POST /api/users/${suspended.id}/suspend`);
    const passwordless = await colon.api.server.user({ username: unique('passwordless') });
    for (const body of [
      { username, password: `${password}x` },
      { username: unique('nobody'), password },
      { username: email, password },
      { username: suspended.username, password },
      { username: passwordless.username, password },
      { username, password: 'x'.repeat(1000) },
    ]) {
      const answer = await login(body);
      expect([told(answer), answer.headers['www-authenticate']]).toEqual([INVALID, 'Bearer']);
    }
  });

  test('the sixth try is not heard', async () => {
    const { username, password } = await colon.person();
    for (let tries = 0; tries < 5; tries += 1) {
      expect(told(await login({ username, password: 'Wrong-password-1' }))).toBe(INVALID);
    }
    const answer = await login({ username, password });
    expect(told(answer)).toBe(error(429, 'too many login attempts', 'LOGIN_RATE_LIMIT'));
    expect(answer.headers['retry-after']).toMatch(/^[1-9]\d*$/);
  });
});
