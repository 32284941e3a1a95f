import { outcome } from '../http/api';
import type { Answer } from '../support/test-server';
import { useLifecycle } from './lifecycle-file';

const BEFORE = '2026-01-01T00:00:00Z';
const SUNSET = '2026-07-01T00:00:00Z';
const JSON_TYPE = 'application/json; charset=utf-8';
const FIRST = { from: '2026-03-10T00:00:00Z', until: '2026-03-10T01:00:00Z' };
// The second goes on where the first ends, the third is on its own.
const SECOND = { from: '2026-03-10T01:00:00Z', until: '2026-03-10T02:00:00Z' };
const THIRD = { from: '2026-03-12T00:00:00Z', until: '2026-03-12T00:00:10Z' };
const ends = {
  deprecated: BEFORE,
  sunset: SUNSET,
  brownouts: [FIRST, SECOND, THIRD],
  exempt: ['nightly export', 'nightly-export'],
};

const { api, clock } = useLifecycle([
  { match: 'aliases:rest', ...ends },
  { match: 'GET /api/users/list', exempt: [] },
  ...['colon', 'rails', 'laravel', 'flask'].map((name) => ({ match: `dialect:${name}`, ...ends })),
]);

afterEach(() => clock.set('2026-03-01T12:00:00Z'));

const GET = 'GET /api/users/get/1';

const refused = ({ headers, ...answer }: Answer) => ({
  outcome: outcome({ headers, ...answer }),
  retryAfter: headers['retry-after'],
  link: headers['link'],
  deprecation: headers['deprecation'],
});

describe('after its sunset', () => {
  beforeEach(() => clock.set('2026-07-01T00:00:00Z'));

  const lines = (): [string, string, string][] => {
    const { ulid, hexId } = api.admin;
    const use = 'use GET /api/users/1 instead';
    return [
      ['GET /api/users/get/1', 'text/plain; charset=utf-8', `Gone: ${use}`],
      [`GET /users:get?id=${ulid}`, JSON_TYPE, `{"code":410,"error":"gone: ${use}","error_code":"GONE"}`],
      ['GET /api/v1/users/1', JSON_TYPE, `{"error":"Gone","message":"Gone: ${use}"}`],
      ['GET /api/admin/users/1', JSON_TYPE, `{"status":"error","message":"Gone: ${use}"}`],
      [`GET /form/api/v1/user/users/${hexId}`, JSON_TYPE, `{"message":"Gone: ${use}"}`],
      [
        'POST /form/api/v1/auth/login',
        JSON_TYPE,
        '{"msg":"Gone: use POST /api/auth/login instead","success":false}',
      ],
    ];
  };

  test('each dialect answers 410 in its own shape, and says what to call instead', async () => {
    for (const [line, type, text] of lines()) {
      const answer = await api.ask(
        line,
        line.startsWith('POST') ? { body: { username: 'x', password: 'y' } } : {},
      );
      expect([line, answer.status, answer.headers['content-type'], answer.text]).toEqual([
        line,
        410,
        type,
        text,
      ]);
      expect(answer.headers['retry-after']).toBeUndefined();
      expect(answer.headers['deprecation']).toBe('@1767225600');
      expect(answer.headers['sunset']).toBe('Wed, 01 Jul 2026 00:00:00 GMT');
    }
  });

  test('it is refused after who asks and what was counted, before whether that is permitted', async () => {
    const { id } = await api.server.user({ username: 'of-no-role' });
    const token = await api.server.token(id);
    expect(outcome(await api.ask(GET, { token: 'none' }))).toBe('401 Unauthorized');
    expect(outcome(await api.ask(GET, { token }))).toBe('410 Gone: use GET /api/users/1 instead');
    expect(outcome(await api.ask('GET /api/users/get/none'))).toBe(
      '410 Gone: use GET /api/users/none instead',
    );
  });

  test('HEAD gets no body, OPTIONS what it always got, and another method is still not served', async () => {
    const head = await api.ask(GET.replace('GET', 'HEAD'));
    expect([head.status, head.text]).toEqual([410, '']);
    const options = await api.ask(GET.replace('GET', 'OPTIONS'));
    expect([options.status, options.headers['allow']]).toEqual([204, 'GET, HEAD, OPTIONS']);
    expect((await api.ask(GET.replace('GET', 'PUT'))).status).toBe(405);
  });

  test('an effect does not happen, and its body is not read', async () => {
    const user = await api.server.user({ username: 'stays' });
    const answer = await api.ask(`POST /api/users/update/${user.id}`, { raw: '{' });
    expect(outcome(answer)).toBe(`410 Gone: use PUT /api/users/${user.id} instead`);
    const changed = { body: { username: 'changed' } };
    expect((await api.ask(`POST /api/users/update/${user.id}`, changed)).status).toBe(410);
    expect((await api.ask(`GET /api/users/${user.id}`)).json).toMatchObject({ username: 'stays' });
  });

  test('where the body decides, it decides what comes after it; where it cannot, nothing is guessed', async () => {
    const { id, ulid, hexId } = await api.server.user({ username: 'told-by-the-body' });
    const line = `POST /users:update?id=${ulid}`;
    const texts = [];
    for (const raw of [
      '{"action":"revoke_sessions"}',
      '{"email":"x@example.com"}',
      '{',
      `"${'x'.repeat(110_000)}"`,
    ])
      texts.push((await api.ask(line, { raw })).text);
    const body = { user_id: hexId };
    texts.push((await api.ask('POST /form/api/v1/user/security/extend-password-expiry', { body })).text);
    expect(texts).toEqual([
      `{"code":410,"error":"gone: use DELETE /api/users/${id}/sessions instead","error_code":"GONE"}`,
      `{"code":410,"error":"gone: use PUT /api/users/${id} instead","error_code":"GONE"}`,
      `{"code":410,"error":"gone: use PUT /api/users/${id} instead","error_code":"GONE"}`,
      `{"code":410,"error":"gone: use PUT /api/users/${id} instead","error_code":"GONE"}`,
      `{"message":"Gone: use POST /api/users/${id}/extend-password-expiry instead"}`,
    ]);
  });

  test('a secret in the query is not repeated', async () => {
    const answer = await api.ask('GET /api/users/get/2?token=hush');
    expect(outcome(answer)).toBe('410 Gone: use GET /api/users/2 instead');
    expect(answer.headers['link']).not.toContain('hush');
  });

  test('what cannot be filled in is named by its template', async () => {
    const answer = await api.ask('GET /form/api/v1/user/users/648a1f0b9c3d2e4f5a6b7c8d');
    expect(answer.json).toEqual({ message: 'Gone: use GET /api/users/{id} instead' });
  });

  test('where nothing comes after it, nothing is named', async () => {
    expect((await api.ask('GET /health')).json).toEqual({ code: 410, error: 'gone', error_code: 'GONE' });
  });

  test('a name spares nobody', async () => {
    const token = await api.server.token(api.admin.id, { name: 'nightly export' });
    expect((await api.ask(GET, { token })).status).toBe(410);
    await api.ask('POST /api/admin/tokens/2/revoke');
    await api.server.database.pool.query("delete from api_tokens where name = 'nightly export'");
  });

  test('the canonical spelling is there', async () => {
    expect((await api.ask('GET /api/users/1')).status).toBe(200);
  });
});

describe('a brownout', () => {
  test.each([
    ['2026-03-09T23:59:59.999Z', 200, undefined],
    ['2026-03-10T00:00:00.000Z', 410, '7200'],
    ['2026-03-10T00:59:59.999Z', 410, '3601'],
    ['2026-03-10T01:00:00.000Z', 410, '3600'],
    ['2026-03-10T01:59:59.001Z', 410, '1'],
    ['2026-03-10T02:00:00.000Z', 200, undefined],
    ['2026-03-12T00:00:09.999Z', 410, '1'],
    ['2026-03-12T00:00:10.000Z', 200, undefined],
  ])('at %s: %i, Retry-After %s', async (time, status, retryAfter) => {
    clock.set(time);
    const answer = await api.ask(GET);
    expect([answer.status, answer.headers['retry-after']]).toEqual([status, retryAfter]);
  });

  test('says in each dialect until when, and what to call instead', async () => {
    clock.set('2026-03-10T00:30:00Z');
    const use = 'emporarily gone (brownout until 2026-03-10T02:00:00Z): use GET /api/users/1 instead';
    const { ulid, hexId } = api.admin;
    const texts = [];
    for (const path of [
      '/api/users/get/1',
      `/users:get?id=${ulid}`,
      '/api/v1/users/1',
      '/api/admin/users/1',
      `/form/api/v1/user/users/${hexId}`,
    ]) {
      const answer = await api.ask(`GET ${path}`);
      expect([path, answer.status, answer.headers['retry-after']]).toEqual([path, 410, '5400']);
      texts.push(answer.text);
    }
    expect(texts).toEqual([
      `T${use}`,
      `{"code":410,"error":"t${use}","error_code":"BROWNOUT"}`,
      `{"error":"Gone","message":"T${use}"}`,
      `{"status":"error","message":"T${use}"}`,
      `{"message":"T${use}"}`,
    ]);
  });

  test('spares the API tokens that are named, in the spellings that name them', async () => {
    clock.set('2026-03-10T00:30:00Z');
    const named = await api.server.token(api.admin.id, { name: 'nightly export' });
    const other = await api.server.token(api.admin.id, { name: 'Nightly Export' });
    expect((await api.ask(GET, { token: named })).status).toBe(200);
    expect((await api.ask(GET, { token: other })).status).toBe(410);
    expect((await api.ask(GET)).status).toBe(410);
    expect((await api.ask('GET /api/users/list', { token: named })).status).toBe(410);
  });

  test('spares no session, whatever its user is called', async () => {
    await api.server.user({ username: 'nightly-export', password: 'a-password-1', roles: ['admin'] });
    clock.set('2026-03-10T00:30:00Z');
    const login = await api.server.ask('POST /api/auth/login', {
      body: { username: 'nightly-export', password: 'a-password-1' },
    });
    const { access_token: token } = login.json as { access_token: string };
    const answer = await api.ask(GET, { token });
    expect(refused(answer)).toEqual({
      outcome: '410 Temporarily gone (brownout until 2026-03-10T02:00:00Z): use GET /api/users/1 instead',
      retryAfter: '5400',
      link: '</api/users/1>; rel="successor-version", </docs/operations/users.get>; rel="deprecation"; type="text/html"',
      deprecation: '@1767225600',
    });
  });
});

test('before its deprecation a spelling says when that will be', async () => {
  clock.set('2025-12-31T23:59:59Z');
  const token = await api.server.token(api.admin.id);
  const answer = await api.ask(GET, { token });
  expect([answer.status, answer.headers['deprecation']]).toEqual([200, '@1767225600']);
});

test('a call of a spelling that is gone counts against its caller', async () => {
  clock.set('2026-08-01T00:00:00Z');
  const answer = await api.ask(GET);
  expect([answer.status, answer.headers['ratelimit']]).toEqual([
    410,
    (await api.ask('GET /api/users/1')).headers['ratelimit'],
  ]);
});
