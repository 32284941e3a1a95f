import type { Asking } from '../support/test-server';
import { unique, useApi } from './api';

const api = useApi();

const JSON_TYPE = 'application/json; charset=utf-8';
const TEXT_TYPE = 'text/plain; charset=utf-8';
const NOTHING_LOADS = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const newUser = () => {
  const username = unique('user');
  return { username, email: `${username}@example.com`, password: 'password-1' };
};

/** One answer of every kind: what is asked, and the status and media type it must have. */
const ANSWERS: readonly (readonly [
  line: string,
  asking: () => Asking,
  status: number,
  type: string | undefined,
])[] = [
  ['GET /api/users', () => ({}), 200, JSON_TYPE],
  ['GET /api/users?limit=1', () => ({}), 200, JSON_TYPE],
  ['GET /api/users/1', () => ({}), 200, JSON_TYPE],
  ['HEAD /api/users/1', () => ({}), 200, JSON_TYPE],
  ['POST /api/users', () => ({ body: newUser() }), 201, JSON_TYPE],
  ['OPTIONS /api/users', () => ({}), 204, undefined],
  ['POST /api/users', () => ({ body: {} }), 400, TEXT_TYPE],
  ['POST /api/users', () => ({ raw: '{' }), 400, TEXT_TYPE],
  ['GET /api/users', () => ({ token: 'nobody' }), 401, TEXT_TYPE],
  ['DELETE /api/users/1', () => ({}), 403, TEXT_TYPE],
  ['GET /api/users/999', () => ({}), 404, TEXT_TYPE],
  ['GET /api/nothing', () => ({}), 404, TEXT_TYPE],
  ['GET /outside', () => ({}), 404, JSON_TYPE],
  ['DELETE /api/users', () => ({}), 405, TEXT_TYPE],
  ['POST /api/users', () => ({ body: { ...newUser(), username: 'admin' } }), 409, TEXT_TYPE],
  ['POST /api/users', () => ({ raw: ' '.repeat(200_000) }), 413, TEXT_TYPE],
  ['POST /api/users', () => ({ raw: 'x', headers: { 'Content-Type': 'text/plain' } }), 415, TEXT_TYPE],
];

/** What shows users may be kept by the caller, and what shows one bears its tag. */
const cachingOf = (line: string, status: number) => {
  const showsUsers = status < 300 && !line.startsWith('OPTIONS');
  const showsOne = showsUsers && !line.startsWith('GET /api/users?') && line !== 'GET /api/users';
  return {
    caching: showsUsers && !line.startsWith('POST') ? 'private, no-cache' : 'no-store',
    tag: showsOne ? expect.stringMatching(/^"1-[0-9a-z]+"$/) : undefined,
  };
};

describe.each(ANSWERS)('%s', (line, asking, status, type) => {
  test(`${status}`, async () => {
    const { caching, tag } = cachingOf(line, status);
    const { status: answered, headers } = await api.ask(line, asking());
    expect([answered, headers['content-type']]).toEqual([status, type]);
    expect(headers).toMatchObject({
      'cache-control': caching,
      'x-content-type-options': 'nosniff',
      'x-request-id': expect.stringMatching(/^[\w.:-]{1,64}$/),
      'content-security-policy': NOTHING_LOADS,
      'referrer-policy': 'no-referrer',
    });
    expect(headers['etag']).toEqual(tag);
    for (const absent of ['x-powered-by', 'server', 'set-cookie', 'access-control-allow-origin']) {
      expect([absent, headers[absent]]).toEqual([absent, undefined]);
    }
    expect(headers['www-authenticate'] !== undefined).toBe(status === 401 || status === 403);
  });
});

describe('the request id', () => {
  test('is the caller’s own where it is harmless', async () => {
    const headers = { 'X-Request-Id': 'trace-01.a:b_C' };
    expect((await api.ask('GET /api/users/1', { headers })).headers['x-request-id']).toBe('trace-01.a:b_C');
  });

  test.each(['', ' ', 'a b', 'x'.repeat(65), '<script>', 'a;b', '"'])(
    'is a new one instead of %j',
    async (given) => {
      const answer = await api.ask('GET /api/users/1', { headers: { 'X-Request-Id': given } });
      expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  test('differs from request to request', async () => {
    const ids = await Promise.all(
      Array.from({ length: 10 }, async () => (await api.ask('GET /api/users/1')).headers['x-request-id']),
    );
    expect(new Set(ids).size).toBe(10);
  });
});

test('one line of log for a request, whatever its path and user hold', async () => {
  const before = api.server.logLines.length;
  await api.ask('GET /api/users/%0d%0a%1b[31mforged?token=in-the-query');
  await api.ask('POST /api/users', {
    body: { username: 'line\u2028break', email: 'a@example.com', password: 'password-1' },
    headers: { 'User-Agent': 'agent {"level":"fatal"}' },
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  const lines = api.server.logLines.slice(before);
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ level: 'info', msg: 'request' });
  expect(lines.join('')).not.toContain('in-the-query');
});
