import { makePolicy } from '../limits/limited-token';
import type { Answer } from '../support/test-server';
import { useLifecycle } from './lifecycle-file';

const SINCE = '2026-01-01T00:00:00Z';
const GONE = '2026-07-01T00:00:00Z';
const ALIASES = { match: 'aliases:rest', deprecated: SINCE, sunset: GONE };

const { api } = useLifecycle([
  ALIASES,
  ...['colon', 'rails', 'laravel', 'flask'].map((name) => ({ match: `dialect:${name}`, deprecated: SINCE })),
]);

/** What an answer says of its spelling's end. */
const told = ({ headers }: Answer) => ({
  deprecation: headers['deprecation'],
  sunset: headers['sunset'],
  link: headers['link'],
});

const about = (operation: string): string =>
  `</docs/operations/${operation}>; rel="deprecation"; type="text/html"`;

const leadingTo = (target: string, operation: string) => ({
  deprecation: '@1767225600',
  sunset: undefined,
  link: `<${target}>; rel="successor-version", ${about(operation)}`,
});

const leadingNowhere = (operation: string) => ({
  deprecation: '@1767225600',
  sunset: undefined,
  link: about(operation),
});

const ofAlias = (target: string, operation: string) => ({
  ...leadingTo(target, operation),
  sunset: 'Wed, 01 Jul 2026 00:00:00 GMT',
});

test('a canonical spelling says nothing', async () => {
  const answer = await api.ask('GET /api/users/1');
  expect([answer.status, told(answer)]).toEqual([200, {}]);
});

describe('an alias says when it goes, and what comes after it', () => {
  test('whatever the answer', async () => {
    const token = { token: 'no-token' };
    const refused = { token: await api.server.token((await api.server.user({ username: 'nobody' })).id) };
    for (const [line, asking, status] of [
      ['GET /api/users/get/1', {}, 200],
      ['GET /api/users/get/99', {}, 404],
      ['GET /api/users/get/abc', {}, 404],
      ['GET /api/users/get/1', token, 401],
      ['GET /api/users/get/1', refused, 403],
    ] as const) {
      const answer = await api.ask(line, asking);
      const id = line.split('/').at(-1);
      expect([line, answer.status]).toEqual([line, status]);
      expect(told(answer)).toEqual(ofAlias(`/api/users/${id}`, 'users.get'));
    }
  });

  test.each<[string, number, unknown]>([
    ['no JSON', 400, '{'],
    ['a wrong field', 400, '{"email":7}'],
    ['a body that is too large', 413, `"${'x'.repeat(110_000)}"`],
    ['nothing to change', 200, '{}'],
  ])('to an effect with %s: %i', async (_what, status, raw) => {
    const answer = await api.ask('POST /api/users/update/1', { raw: raw as string });
    expect([answer.status, told(answer)]).toEqual([status, ofAlias('/api/users/1', 'users.update')]);
  });

  test('to HEAD as to GET, and to OPTIONS nothing', async () => {
    const head = await api.ask('HEAD /api/users/get/1');
    expect([head.status, told(head)]).toEqual([200, ofAlias('/api/users/1', 'users.get')]);
    const options = await api.ask('OPTIONS /api/users/get/1');
    expect([options.status, told(options)]).toEqual([204, {}]);
  });

  test('when it is streamed', async () => {
    const answer = await api.ask('GET /api/users/list');
    expect(told(answer)).toEqual(ofAlias('/api/users', 'users.list'));
  });

  test('after the link to the next page', async () => {
    const answer = await api.ask('GET /api/users/list?limit=1&status=active');
    const [next, ...others] = answer.headers['link']?.split(/, (?=<)/) ?? [];
    expect(next).toMatch(/^<\/api\/users\/list\?limit=1&status=active&cursor=[^>]+>; rel="next"$/);
    expect(others.join(', ')).toBe(ofAlias('/api/users?limit=1&status=active', 'users.list').link);
  });

  test('with a path of two ids', async () => {
    const sid = '01J9Z3V6C7F4Q2M8X0R5T1N9KE';
    const answer = await api.ask(`DELETE /api/users/sessions/1/${sid}`);
    expect(told(answer)).toEqual(ofAlias(`/api/users/1/sessions/${sid}`, 'users.endSession'));
  });
});

describe('of the query is kept what the spelling declares', () => {
  test.each([
    ['?limit=1&sort=-id', '?limit=1&sort=-id'],
    ['?q=a%20b&q=c', '?q=a+b&q=c'],
    ['?', ''],
    ['?unknown=1&limit=2', '?limit=2'],
    ['?token=hush&limit=2&access_token=hush', '?limit=2'],
    ['?token=hush', ''],
    ['?Limit=1&__proto__=x', ''],
    ['?q=%C3%A9%26%3D', '?q=%C3%A9%26%3D'],
    ['?q=%zz', '?q=%25zz'],
  ])('%s', async (search, kept) => {
    const answer = await api.ask(`GET /api/users/list${search}`);
    expect(answer.headers['link']).toContain(`</api/users${kept}>; rel="successor-version"`);
  });
});

describe('nothing of the caller breaks out of the header', () => {
  test.each([
    ['/api/users/get/%3E%3B%20rel%3D%22evil%22', '/api/users/%3E%3B%20rel%3D%22evil%22'],
    ['/api/users/get/1%0d%0aX-Evil:%201', '/api/users/1%0D%0AX-Evil%3A%201'],
    ['/api/users/get/1%2C%3Chttps:%2F%2Fevil.example%3E', '/api/users/1%2C%3Chttps%3A%2F%2Fevil.example%3E'],
    ['/api/users/get/%2F%2Fevil.example', '/api/users/%2F%2Fevil.example'],
    ['/api/users/get/%E0%A4%A', '/api/users/%25E0%25A4%25A'],
    ['/api/users/get/1?x=%0d%0aEvil:1&token=%3E', '/api/users/1'],
    ['/api/users/get/1?x=>;rel="evil",<', '/api/users/1'],
    ['/api/users/get/%7B%7Bid%7D%7D', '/api/users/%7B%7Bid%7D%7D'],
    ['/api/users/get/%F0%9F%92%A9', '/api/users/%F0%9F%92%A9'],
  ])('%s', async (path, target) => {
    const answer = await api.ask(`GET ${path}`);
    expect(told(answer)).toEqual(ofAlias(target, 'users.get'));
    expect(answer.headers['x-evil']).toBeUndefined();
  });

  test.each(['%2e%2e', '.%2e', '%2e'])('%s would lead elsewhere, so it leads nowhere', async (dots) => {
    const answer = await api.ask(`GET /api/users/get/${dots}`);
    expect(told(answer)).toEqual({ ...ofAlias('', 'users.get'), link: about('users.get') });
  });

  test.each([
    ['q=%0d%0aEvil:1&sort=%3E', '?q=%0D%0AEvil%3A1&sort=%3E'],
    ['q=>;rel="evil",<', '?q=%3E%3Brel%3D%22evil%22%2C%3C'],
  ])('in the query %s', async (search, kept) => {
    const answer = await api.ask(`GET /api/users/list?${search}`);
    expect(told(answer)).toEqual(ofAlias(`/api/users${kept}`, 'users.list'));
  });

  test('a target that is too long for a header is left out', async () => {
    const answer = await api.ask(`GET /api/users/list?q=${'x'.repeat(3000)}`);
    expect(told(answer)).toEqual({ ...ofAlias('', 'users.list'), link: about('users.list') });
  });
});

describe('another dialect leads to rest, with ids in its form', () => {
  test.each<[string, (user: { id: number; ulid: string; hexId: string }) => string, string, string]>([
    ['colon', ({ ulid }) => `GET /users:get?id=${ulid}`, '/api/users/{id}', 'users.get'],
    ['rails', ({ id }) => `GET /api/v1/users/${id}`, '/api/users/{id}', 'users.get'],
    ['rails, an alias', ({ id }) => `PATCH /api/v1/users/${id}`, '/api/users/{id}', 'users.update'],
    ['laravel', ({ id }) => `GET /api/admin/users/${id}`, '/api/users/{id}', 'users.get'],
    ['flask', ({ hexId }) => `GET /form/api/v1/user/users/${hexId}`, '/api/users/{id}', 'users.get'],
    [
      'flask, an effect',
      ({ hexId }) => `POST /form/api/v1/user/users/${hexId}/unlock`,
      '/api/users/{id}/unlock',
      'users.unlock',
    ],
  ])('%s', async (_what, lineOf, target, operation) => {
    const user = await api.server.user({ username: `u${Math.random().toString(36).slice(2)}` });
    const answer = await api.ask(lineOf(user), { body: lineOf(user).startsWith('GET') ? undefined : {} });
    expect(told(answer)).toEqual(leadingTo(target.replace('{id}', String(user.id)), operation));
  });

  test('an id that stands in the body is read first', async () => {
    const { id, hexId } = await api.server.user({ username: 'in-the-body' });
    const line = 'POST /form/api/v1/user/security/extend-password-expiry';
    const answer = await api.ask(line, { body: { user_id: hexId, days: 30 } });
    expect([answer.status, told(answer)]).toEqual([
      200,
      leadingTo(`/api/users/${id}/extend-password-expiry`, 'users.extendPasswordExpiry'),
    ]);
  });

  test('the body decides which operation it is, and so what comes after it', async () => {
    const { id, ulid } = await api.server.user({ username: 'chosen' });
    const line = `POST /users:update?id=${ulid}`;
    const update = await api.ask(line, { body: { email: 'chosen@example.org' } });
    expect(told(update)).toEqual(leadingTo(`/api/users/${id}`, 'users.update'));
    const revoke = await api.ask(line, { body: { action: 'revoke_sessions' } });
    expect(told(revoke)).toEqual(leadingTo(`/api/users/${id}/sessions`, 'users.endSessions'));
  });

  test('words of a list are translated; what cannot be said leads nowhere', async () => {
    const list = 'GET /api/v1/users?status=inactive&limit=5';
    expect(told(await api.ask(list))).toEqual(leadingTo('/api/users?status=suspended&limit=5', 'users.list'));
    expect(told(await api.ask('GET /users:list?after=01J9Z3V6C7F4Q2M8X0R5T1N9KE'))).toEqual(
      leadingNowhere('users.list'),
    );
    expect(told(await api.ask('GET /api/v1/users?status=gone'))).toEqual(leadingNowhere('users.list'));
  });

  test('an id that nobody has, that is none, or that is not there leads nowhere', async () => {
    for (const id of ['01J9Z3V6C7F4Q2M8X0R5T1N9KE', '1', '%7B%7Bid%7D%7D', '', '%00']) {
      expect(told(await api.ask(`GET /users:get?id=${id}`))).toEqual(leadingNowhere('users.get'));
    }
  });

  test('a read of which the other answers nothing leads nowhere', async () => {
    const answer = await api.ask(`GET /form/api/v1/user/security/lock-status/${api.admin.hexId}`);
    expect([answer.status, told(answer)]).toEqual([200, leadingNowhere('users.get')]);
  });

  test('an operation that rest does not have leads nowhere', async () => {
    expect(told(await api.ask('GET /health'))).toEqual(leadingNowhere('system.health'));
  });

  test('ids are told to those alone who may read them', async () => {
    const [plain, other] = [
      await api.server.user({ username: 'plain' }),
      await api.server.user({ username: 'other' }),
    ];
    const token = await api.server.token(plain.id);
    const line = `GET /users:get?id=${other.ulid}`;
    const refused = await api.ask(line, { token });
    expect([refused.status, told(refused)]).toEqual([403, leadingNowhere('users.get')]);
    const unknown = await api.ask(line, { token: 'no-token' });
    expect([unknown.status, told(unknown)]).toEqual([401, leadingNowhere('users.get')]);
    const own = await api.ask(`GET /users:get?id=${plain.ulid}`, { token });
    expect(own.headers['deprecation']).toBe('@1767225600');
  });

  test('nor to a token whose policy does not let it ask', async () => {
    const policyId = await makePolicy(api.server, { paths: ['/api/roles'] });
    const token = await api.server.token(api.admin.id, { policyId });
    const { ulid } = await api.server.user({ username: 'not-for-the-policy' });
    const answer = await api.ask(`GET /users:get?id=${ulid}`, { token });
    expect([answer.status, told(answer)]).toEqual([403, leadingNowhere('users.get')]);
  });

  test('a sign-in has no ids', async () => {
    const answer = await api.server.ask('POST /auth:login', { body: { username: 'x', password: 'y' } });
    expect([answer.status, told(answer)]).toEqual([401, leadingTo('/api/auth/login', 'auth.signIn')]);
  });
});
