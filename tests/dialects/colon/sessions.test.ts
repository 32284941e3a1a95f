import {
  account,
  BAD_TOKEN,
  error,
  line,
  MALFORMED,
  NO_TOKEN,
  REVOKED,
  type Tokens,
  told,
  useColon,
  wrong,
} from './colon';

const START = '2026-02-09T16:20:56.789Z';
const colon = useColon({ settings: { ACCESS_TOKEN_TTL: '3600', REFRESH_TOKEN_TTL: '86400' } });

beforeEach(() => colon.clock.set(START));

const refresh = (body: unknown) => colon.askAnonymously('POST /auth:refresh', { body });
const me = (token: string) => colon.ask('GET /auth:me', { token });

const NO_REFRESH_TOKEN = error(400, 'refresh_token is required');
const BAD_REFRESH_TOKEN = error(401, 'invalid refresh token');

describe('POST /auth:refresh', () => {
  test('gives a new pair, once', async () => {
    const person = await colon.person();
    const first = await colon.signIn(person);
    colon.clock.advance(60);
    const answer = await refresh({ refresh_token: first.refresh_token });
    const { access_token, refresh_token } = answer.json as Tokens;
    expect(told(answer)).toBe(
      line(200, {
        access_token,
        refresh_token,
        expires_at: '2026-02-09T17:21:56Z',
        token_type: 'Bearer',
        user: account(person),
      }),
    );
    expect(refresh_token).not.toBe(first.refresh_token);
    colon.clock.advance(60);
    expect(told(await refresh({ refresh_token: first.refresh_token }))).toBe(BAD_REFRESH_TOKEN);
    expect(told(await me(access_token))).toBe(REVOKED);
  });

  test.each([{}, { refresh_token: null }, { refresh_token: '' }, { token: 'x' }])(
    '%j lacks it',
    async (body) => {
      expect(told(await refresh(body))).toBe(NO_REFRESH_TOKEN);
    },
  );

  test.each<[unknown, string]>([
    [undefined, MALFORMED],
    [{ refresh_token: 5 }, wrong('refresh_token must be a string')],
    [{ refresh_token: 'nobodys' }, BAD_REFRESH_TOKEN],
    [{ refresh_token: 'rrt_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG' }, BAD_REFRESH_TOKEN],
  ])('%j is refused', async (body, expected) => {
    expect(told(await refresh(body))).toBe(expected);
  });

  test('an expired one is told so', async () => {
    const { refresh_token } = await colon.signIn(await colon.person());
    colon.clock.advance(86_400);
    expect(told(await refresh({ refresh_token }))).toBe(error(401, 'refresh token expired'));
  });
});

describe('POST /auth:logout', () => {
  const logout = (token: string, body: unknown) => colon.ask('POST /auth:logout', { token, body });
  const DONE = line(200, { message: 'logged out successfully' });

  test('ends the session of the refresh token, and the access token that made the call', async () => {
    const person = await colon.person();
    const [one, other, third] = [
      await colon.signIn(person),
      await colon.signIn(person),
      await colon.signIn(person),
    ];
    expect(told(await logout(one.access_token, { refresh_token: other.refresh_token }))).toBe(DONE);
    for (const { access_token, refresh_token } of [one, other]) {
      expect(told(await me(access_token))).toBe(REVOKED);
      expect(told(await refresh({ refresh_token }))).toBe(BAD_REFRESH_TOKEN);
    }
    expect((await me(third.access_token)).status).toBe(200);
  });

  test('asks for the refresh token, and for the caller’s own', async () => {
    const { access_token } = await colon.signIn(await colon.person());
    const others = await colon.signIn(await colon.person());
    for (const body of [{}, { refresh_token: null }, { refresh_token: '' }]) {
      expect(told(await logout(access_token, body))).toBe(NO_REFRESH_TOKEN);
    }
    expect(told(await logout(access_token, { refresh_token: 'nobodys' }))).toBe(BAD_REFRESH_TOKEN);
    expect(told(await logout(access_token, { refresh_token: others.refresh_token }))).toBe(BAD_REFRESH_TOKEN);
    expect((await me(others.access_token)).status).toBe(200);
    expect((await me(access_token)).status).toBe(200);
  });

  test('is for those who are signed in', async () => {
    const { refresh_token } = await colon.signIn(await colon.person());
    expect(told(await colon.askAnonymously('POST /auth:logout', { body: { refresh_token } }))).toBe(NO_TOKEN);
    expect(told(await logout('nobodys', { refresh_token }))).toBe(BAD_TOKEN);
  });
});
