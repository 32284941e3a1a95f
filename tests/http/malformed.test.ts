import { startTestServer, type TestServer } from '../support/test-server';
import { rawRequest } from './raw-request';

let server: TestServer;
beforeAll(async () => {
  // With no dialect that claims whatever is left.
  server = await startTestServer({ settings: { RATE_LIMIT_ANONYMOUS_PER_MIN: '1000', DIALECTS: 'rest' } });
});
afterAll(() => server.stop());

const TEXT = /\r\nContent-Type: text\/plain; charset=utf-8\r\n/i;
const REQUEST_ID = /\r\nX-Request-Id: [A-Za-z0-9-]{36}/i;

// What no dialect can see: no HTTP, or no request that could be led anywhere.
test.each([
  ['no HTTP at all', 'hello\r\n\r\n', 400, 'Bad Request'],
  ['no host', 'GET /api/users HTTP/1.1\r\nConnection: close\r\n\r\n', 400, 'Bad Request'],
  [
    'two lengths',
    'POST /api/auth/login HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}',
    400,
    'Bad Request',
  ],
  [
    'a length beside chunks',
    'POST /api/auth/login HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
    'Bad Request',
  ],
  [
    'an expectation nobody knows',
    'GET /api/users HTTP/1.1\r\nHost: a\r\nExpect: tea\r\n\r\n',
    417,
    'Expectation Failed',
  ],
  [
    'headers without end',
    `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
    431,
    'Request Header Fields Too Large',
  ],
])('%s is refused in plain text with a request id', async (_what, bytes, status, body) => {
  const answer = await rawRequest(server.url, bytes);
  expect({ status: answer.status, body: answer.body }).toEqual({ status, body });
  expect(answer.head).toMatch(TEXT);
  expect(answer.head).toMatch(REQUEST_ID);
  expect(answer.head).toMatch(/\r\nX-Content-Type-Options: nosniff\r\n/i);
  expect(answer.head).toMatch(
    /\r\nContent-Security-Policy: default-src 'none';.* frame-ancestors 'none'\r\n/i,
  );
});

test.each(['http://?x', 'http://', 'http://[::', 'http://xn--0/api', '*'])(
  'the target %s leads nowhere, counted and logged like any other',
  async (target) => {
    const before = server.logLines.length;
    const answer = await rawRequest(
      server.url,
      `GET ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
    );
    expect({ status: answer.status, body: answer.body }).toEqual({ status: 404, body: 'Not Found' });
    expect(answer.head).toMatch(TEXT);
    expect(answer.head).toMatch(/\r\nRateLimit: "minute"; r=\d+/);
    expect(server.logLines.length - before).toBe(1);
  },
);

// A legacy parser that minds fragments would make slashes of the others, and lead it to `/api/users`.
test('a backslash is no slash, not even before a fragment, which no target has', async () => {
  const answers = await Promise.all(
    ['/api\\users', '/api\\users#x', '/api/users#\\', '/api/users#?limit=1'].map((target) =>
      rawRequest(server.url, `GET ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 401, 401]);
});

test('a target in absolute form is its path', async () => {
  const line = `GET http://anywhere/readyz?x=1 HTTP/1.1`;
  const answer = await rawRequest(server.url, `${line}\r\nHost: a\r\nConnection: close\r\n\r\n`);
  expect({ status: answer.status, body: answer.body }).toEqual({ status: 200, body: 'ok' });
});

test.each(['/livez', '/readyz'])(
  '%s answers GET and HEAD, and names them for other methods',
  async (path) => {
    const [get, head, post, options] = await Promise.all(
      ['GET', 'HEAD', 'POST', 'OPTIONS'].map((method) => server.ask(`${method} ${path}`)),
    );
    expect([get?.status, get?.text]).toEqual([200, 'ok']);
    expect([head?.status, head?.text]).toEqual([200, '']);
    expect([post?.status, post?.text, post?.headers['allow']]).toEqual([
      405,
      'Method Not Allowed',
      'GET, HEAD, OPTIONS',
    ]);
    expect([options?.status, options?.text, options?.headers['allow']]).toEqual([
      204,
      '',
      'GET, HEAD, OPTIONS',
    ]);
  },
);
