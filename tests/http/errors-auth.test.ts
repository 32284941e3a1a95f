import { createHmac } from 'node:crypto';
import type { Asking } from '../support/test-server';
import { outcome, signIn, unique, useApi } from './api';
import { movableClock } from './movable-clock';

const clock = movableClock('2024-05-06T07:00:00Z');
const api = useApi({ clock });

const LINE = 'GET /api/auth/me';
const REFUSED = '401 Unauthorized';
const NO_TOKEN = 'Bearer';
const BAD_TOKEN = 'Bearer error="invalid_token"';

beforeEach(() => clock.set('2024-05-06T07:00:00Z'));

const asAnybody = (asking: Asking) => api.server.ask(LINE, asking);
const withHeader = (authorization: string) => asAnybody({ headers: { Authorization: authorization } });

const expectRefusal = async (asking: Asking, challenge: string) => {
  const answer = await asAnybody(asking);
  expect([outcome(answer), answer.headers['www-authenticate']]).toEqual([REFUSED, challenge]);
};

const makeUser = () => api.server.user({ username: unique('user'), password: 'password-1' });

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('no credentials: a challenge without a reason', () => {
  test.each<[string, Asking]>([
    ['nothing at all', {}],
    [
      'a token in a cookie',
      { headers: { Cookie: 'token=TOKEN; access_token=TOKEN; Authorization=Bearer TOKEN' } },
    ],
    [
      'identities in headers',
      { headers: { 'X-User-Id': '1', 'X-Forwarded-User': 'admin', 'X-Api-Key': 'TOKEN' } },
    ],
  ])('%s', async (_what, { headers = {} }) => {
    const filled = Object.entries(headers).map(([name, value]) => [
      name,
      value.replaceAll('TOKEN', api.adminToken),
    ]);
    await expectRefusal({ headers: Object.fromEntries(filled) }, NO_TOKEN);
  });

  test.each(['access_token', 'token', 'api_key', 'authorization'])('a token as ?%s=', async (name) => {
    const answer = await api.server.ask(`${LINE}?${name}=${api.adminToken}`);
    expect([outcome(answer), answer.headers['www-authenticate']]).toEqual([REFUSED, NO_TOKEN]);
  });

  test('a token in the body', async () => {
    const answer = await api.server.ask('POST /api/users/1/unsuspend', {
      body: { access_token: api.adminToken },
    });
    expect([outcome(answer), answer.headers['www-authenticate']]).toEqual([REFUSED, NO_TOKEN]);
  });
});

describe('a token that is none', () => {
  test.each([
    'nobody',
    'rst_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG',
    `rrt_${'x'.repeat(43)}`,
    'eyJ.eyJ.',
    'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.',
    'a.b',
    'a.b.c.d',
    '====',
    'x'.repeat(5000),
    '__proto__',
    "1'or'1'='1",
  ])('Bearer %.60s', (token) => expectRefusal({ headers: { Authorization: `Bearer ${token}` } }, BAD_TOKEN));

  test.each(['none', 'None', 'nOnE', '', 'HS384', 'HS512', 'RS256', 'ES256'])(
    'a JWT of our own claims with alg %j',
    async (alg) => {
      const { username } = await makeUser();
      const token = await signIn(api, username, 'password-1');
      const [, payload = ''] = token.split('.');
      const signed = `${base64url({ alg, typ: 'at+jwt' })}.${payload}`;
      const mac = createHmac('sha256', 'a-secret-that-only-the-tests-know-0123456789')
        .update(signed)
        .digest('base64url');
      for (const forged of [`${signed}.`, `${signed}.${mac}`, `${signed}.${token.split('.')[2]}`]) {
        await expectRefusal({ token: forged }, BAD_TOKEN);
      }
    },
  );

  test('malformed headers are refused, never a fault', async () => {
    for (const header of [
      'Bearer',
      'Bearer ',
      'Bearer a b',
      'Bearer,x',
      'Bearerx',
      'Basic YTpi',
      'Token x',
      '"',
      'Bearer \t',
    ]) {
      const answer = await withHeader(header);
      expect([header, outcome(answer)]).toEqual([header, REFUSED]);
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
    }
  });

  test('the scheme may be written in any case', async () => {
    for (const scheme of ['bearer', 'BEARER', 'bEaReR']) {
      expect((await withHeader(`${scheme} ${api.adminToken}`)).status).toBe(200);
    }
  });
});

describe('a token whose time is over', () => {
  test('revoked', async () => {
    const { id } = await makeUser();
    const created = await api.ask('POST /api/admin/tokens', { body: { user_id: id } });
    const { id: tokenId, token } = created.json as { id: number; token: string };
    expect((await asAnybody({ token })).status).toBe(200);
    await api.ask(`POST /api/admin/tokens/${tokenId}/revoke`);
    await expectRefusal({ token }, BAD_TOKEN);
  });

  test('an API token past its expiry', async () => {
    const { id } = await makeUser();
    const created = await api.ask('POST /api/admin/tokens', { body: { user_id: id } });
    const { token } = created.json as { token: string };
    clock.advance(24 * 3600 - 1);
    expect((await asAnybody({ token })).status).toBe(200);
    clock.advance(1);
    await expectRefusal({ token }, BAD_TOKEN);
  });

  test('an access token past its expiry; its refresh token is none', async () => {
    const { username } = await makeUser();
    const answer = await api.server.ask('POST /api/auth/login', {
      body: { username, password: 'password-1' },
    });
    const signedIn = answer.json as { access_token: string; refresh_token: string; expires_in: number };
    await expectRefusal({ token: signedIn.refresh_token }, BAD_TOKEN);
    clock.advance(signedIn.expires_in - 1);
    expect((await asAnybody({ token: signedIn.access_token })).status).toBe(200);
    clock.advance(2);
    await expectRefusal({ token: signedIn.access_token }, BAD_TOKEN);
  });

  test.each([
    ['suspended', (id: number) => `POST /api/users/${id}/suspend`],
    ['deleted', (id: number) => `DELETE /api/users/${id}`],
    ['locked by an administrator', (id: number) => `POST /api/users/${id}/lock`],
  ])('its owner is %s', async (_state, lineOf) => {
    const { id, username } = await makeUser();
    const tokens = [await signIn(api, username, 'password-1'), await api.server.token(id)];
    for (const token of tokens) expect((await asAnybody({ token })).status).toBe(200);
    await api.ask(lineOf(id));
    for (const token of tokens) await expectRefusal({ token }, BAD_TOKEN);
  });
});

test('a forbidden call is told so, with the scope as the reason', async () => {
  const { id } = await makeUser();
  const answer = await api.server.ask('GET /api/users', { token: await api.server.token(id) });
  expect(outcome(answer)).toBe('403 Forbidden');
  expect(answer.headers['www-authenticate']).toBe('Bearer error="insufficient_scope"');
});

test('no credentials are asked for where there is nothing, or no such method', async () => {
  expect((await api.server.ask('GET /api/nothing')).status).toBe(404);
  expect((await api.server.ask('PUT /api/users')).status).toBe(405);
});
