import { line, START, told, useFlask } from './flask';

const flask = useFlask();
const { ask, askAnonymously } = flask;

afterEach(() => flask.clock.set(START));

const MISSING = line(401, { msg: 'Missing Authorization Header' });
const INVALID = line(401, { msg: 'Invalid token' });
const EXPIRED = line(401, { msg: 'Token has expired' });
const REVOKED = line(401, { msg: 'Token has been revoked' });

/** Everything that somebody must be signed in for. */
const CLOSED = [
  'GET /user/users',
  'POST /user/users',
  'GET /user/users/60d5ec49f8d2a31b4c7e9f01',
  'PUT /user/users/60d5ec49f8d2a31b4c7e9f01',
  'PATCH /user/users/60d5ec49f8d2a31b4c7e9f01',
  'DELETE /user/users/60d5ec49f8d2a31b4c7e9f01',
  'POST /user/users/60d5ec49f8d2a31b4c7e9f01/lock',
  'POST /user/users/60d5ec49f8d2a31b4c7e9f01/unlock',
  'POST /user/users/60d5ec49f8d2a31b4c7e9f01/reset-otp-count',
  'POST /user/unlock',
  'POST /user/security/extend-password-expiry',
  'GET /user/security/lock-status/60d5ec49f8d2a31b4c7e9f01',
  'GET /user/status',
  'POST /user/change-password',
  'PUT /user/change-password',
  'POST /auth/logout',
] as const;

describe.each(CLOSED)('%s', (request) => {
  test('without a token', async () => {
    const answer = await askAnonymously(request);
    expect(told(answer)).toBe(MISSING);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  test('with what is no token of ours', async () => {
    for (const token of ['nobody', 'a.b.c', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.']) {
      const answer = await askAnonymously(request, { token });
      expect(told(answer)).toBe(INVALID);
      expect(answer.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
    }
  });
});

test.each(['Basic YTpi', 'Bearer', 'Bearer a b', 'Token x', '"'])(
  'an Authorization header that bears no token: %s',
  async (Authorization) => {
    const answer = await askAnonymously('GET /user/status', { headers: { Authorization } });
    expect(told(answer)).toBe(INVALID);
  },
);

const status = (token: string) => askAnonymously('GET /user/status', { token });

test('an access token whose time is over', async () => {
  const token = await flask.signIn(await flask.person());
  flask.clock.advance(3600 - 1);
  expect((await status(token)).status).toBe(200);
  flask.clock.advance(1);
  const answer = await status(token);
  expect(told(answer)).toBe(EXPIRED);
  expect(answer.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
});

test('an API token whose time is over, and one that was revoked', async () => {
  const { id } = await flask.person();
  const create = async (): Promise<{ id: number; token: string }> =>
    (await flask.api.ask('POST /api/admin/tokens', { body: { user_id: id } })).json as never;
  const [short, dead] = [await create(), await create()];
  await flask.api.ask(`POST /api/admin/tokens/${dead.id}/revoke`);
  expect(told(await status(dead.token))).toBe(REVOKED);
  expect((await status(short.token)).status).toBe(200);
  flask.clock.advance(24 * 3600);
  expect(told(await status(short.token))).toBe(EXPIRED);
});

test('a session that was ended', async () => {
  const person = await flask.person();
  const [signedOut, ended] = [await flask.signIn(person), await flask.signIn(person)];
  await askAnonymously('POST /auth/logout', { token: signedOut });
  expect(told(await status(signedOut))).toBe(REVOKED);
  await flask.api.ask(`DELETE /api/users/${person.id}/sessions`);
  expect(told(await status(ended))).toBe(REVOKED);
});

test.each<[string, string, unknown]>([
  ['suspended', 'PUT', { is_active: false }],
  ['deleted', 'DELETE', undefined],
])('an owner who is %s: the reason is nobody’s business', async (_state, method, body) => {
  const person = await flask.person();
  const tokens = [await flask.signIn(person), await flask.api.server.token(person.id)];
  await ask(`${method} /user/users/${person.hexId}`, { body });
  for (const token of tokens) expect(told(await status(token))).toBe(INVALID);
});

test('a refresh token of another dialect opens nothing, an access token everything', async () => {
  const { username, password } = await flask.person();
  const { json } = await flask.api.server.ask('POST /api/auth/login', { body: { username, password } });
  const tokens = json as { access_token: string; refresh_token: string };
  expect(told(await status(tokens.refresh_token))).toBe(INVALID);
  expect((await status(tokens.access_token)).status).toBe(200);
});

test('a token in the query, a cookie or the body is none', async () => {
  const token = flask.api.adminToken;
  for (const name of ['access_token', 'token', 'jwt'])
    expect(told(await askAnonymously(`GET /user/status?${name}=${token}`))).toBe(MISSING);
  const headers = { Cookie: `access_token_cookie=${token}` };
  expect(told(await askAnonymously('GET /user/status', { headers }))).toBe(MISSING);
  expect(told(await askAnonymously('POST /user/unlock', { body: { access_token: token } }))).toBe(MISSING);
});
