import { createLogger } from '../../src/adapters/logger';
import { createTraceIds } from '../../src/adapters/trace-ids';
import { startHttpServer } from '../../src/http/http-server';
import { createMetricsApp } from '../../src/http/metrics-app';
import { outcome, unique, useApi } from '../http/api';
import { rawRequest, requestText } from '../http/raw-request';
import { type Asking, ask } from '../support/test-server';

const TOKEN = 'the-token-of-prometheus-0123456789-0123456789';
const TYPE = 'text/plain; version=0.0.4; charset=utf-8';

type Api = ReturnType<typeof useApi>;

const bearerOf = async (api: Api, roles: readonly ('admin' | 'user' | 'superadmin')[]): Promise<string> => {
  const { id } = await api.server.user({ username: unique('reader'), roles: [...roles] });
  return api.server.token(id);
};

/** The status and the sentence; of metrics, only that they are. */
const told = async (answer: Promise<Awaited<ReturnType<typeof ask>>>): Promise<string> => {
  const got = await answer;
  if (got.status !== 200) return outcome(got);
  expect(got.headers['content-type']).toBe(TYPE);
  return got.text.includes('\nroster_build_info{') ? '200 metrics' : `200 ${got.text}`;
};

describe('as the settings are', () => {
  const api = useApi();
  const look = (asking: Asking = {}): Promise<string> => told(api.server.ask('GET /metrics', asking));

  test('callers of this machine may read', async () => {
    expect(await look()).toBe('200 metrics');
  });

  test.each([
    'Forwarded',
    'Via',
    'X-Forwarded-For',
    'X-Forwarded-Host',
    'X-Forwarded-Proto',
    'X-Real-IP',
    'CF-Connecting-IP',
  ])('not what a proxy on this machine passes on: %s', async (name) => {
    expect(await look({ headers: { [name]: '127.0.0.1' } })).toBe('401 Unauthorized');
  });

  test.each([
    ['HTTP/1.0', 'GET /metrics HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n', 401],
    ['a name that leads here', requestText('GET /metrics', { Host: 'evil.example' }), 401],
    ['a page', requestText('GET /metrics', { Host: 'localhost', Origin: 'http://localhost:8080' }), 401],
    ['no host', 'GET /metrics HTTP/1.1\r\nHost: \r\nConnection: close\r\n\r\n', 401],
    ['LOCALHOST.', requestText('GET /metrics', { Host: 'LOCALHOST.:3000' }), 200],
    [
      'a picture in a page',
      requestText('GET /metrics', { Host: '127.0.0.1', 'Sec-Fetch-Site': 'cross-site' }),
      401,
    ],
    ['localhost', requestText('GET /metrics', { Host: 'localhost:3000' }), 200],
    ['IPv6', requestText('GET /metrics', { Host: '[::1]:3000' }), 200],
  ])('%s', async (_what, bytes, status) => {
    expect((await rawRequest(api.server.url, bytes)).status).toBe(status);
  });

  test('administrators may from anywhere; others are known and refused', async () => {
    const headers = { 'X-Forwarded-For': '203.0.113.7' };
    const as = async (roles: Parameters<typeof bearerOf>[1]): Promise<string> =>
      look({ token: await bearerOf(api, roles), headers });
    expect([await as(['admin']), await as(['superadmin']), await as(['user'])]).toEqual([
      '200 metrics',
      '200 metrics',
      '403 Forbidden',
    ]);
  });

  test('a token that is shown must be good, also from this machine', async () => {
    const { headers, ...answer } = await api.server.ask('GET /metrics', { token: 'nobody' });
    expect([answer.status, answer.text]).toEqual([401, 'Unauthorized']);
    expect(headers['www-authenticate']).toBe('Bearer error="invalid_token"');
    expect(await look({ token: await bearerOf(api, ['user']) })).toBe('403 Forbidden');
  });

  test('an administrator’s token goes no further than its policy', async () => {
    const policies = api.server.wiring.needs.work.read.policies;
    const policy = await policies.insert(
      { name: unique('policy'), paths: ['/api/users'] },
      '2026-01-01T00:00:00.000000Z' as never,
    );
    const token = await api.server.token(api.admin.id, { policyId: policy.id });
    expect((await look({ token })).slice(0, 3)).toBe('403');
  });

  test('HEAD, OPTIONS and other methods', async () => {
    const head = await api.server.ask('HEAD /metrics');
    expect([head.status, head.text, head.headers['content-type']]).toEqual([200, '', TYPE]);
    const options = await api.server.ask('OPTIONS /metrics');
    expect([options.status, options.headers['allow']]).toEqual([204, 'GET, HEAD, OPTIONS']);
    const post = await api.server.ask('POST /metrics');
    expect([outcome(post), post.headers['allow']]).toEqual(['405 Method Not Allowed', 'GET, HEAD, OPTIONS']);
    expect((await api.server.ask('GET /metrics/')).status).toBe(404);
  });
});

describe('refusals', () => {
  const api = useApi({ settings: { RATE_LIMIT_ANONYMOUS_PER_MIN: '3' } });

  test('count against the address, what is let in does not', async () => {
    for (let n = 0; n < 5; n += 1) expect((await api.server.ask('GET /metrics')).status).toBe(200);
    const headers = { Via: '1.1 proxy' };
    const statuses: number[] = [];
    for (let n = 0; n < 4; n += 1) statuses.push((await api.server.ask('GET /metrics', { headers })).status);
    expect(statuses).toEqual([401, 401, 401, 429]);
  });
});

describe('METRICS_TOKEN', () => {
  const api = useApi({ settings: { METRICS_TOKEN: TOKEN } });
  const look = (asking: Asking = {}): Promise<string> => told(api.server.ask('GET /metrics', asking));

  test('lets its bearer in, from anywhere, and nobody only for being here', async () => {
    expect(await look({ token: TOKEN, headers: { Via: '1.1 proxy' } })).toBe('200 metrics');
    expect(await look()).toBe('401 Unauthorized');
    expect(await look({ token: `${TOKEN}x` })).toBe('401 Unauthorized');
    expect(await look({ token: await bearerOf(api, ['admin']) })).toBe('200 metrics');
    expect(await look({ token: await bearerOf(api, ['user']) })).toBe('403 Forbidden');
  });

  test('is good for nothing else', async () => {
    expect((await api.server.ask('GET /api/users/1', { token: TOKEN })).status).toBe(401);
  });
});

describe('METRICS_BIND', () => {
  const api = useApi({ settings: { METRICS_BIND: '127.0.0.1:0' } });
  const logger = createLogger({ level: 'silent', isPretty: false, destination: { write: () => undefined } });

  const on = async <T>(token: string | null, work: (url: string) => Promise<T>): Promise<T> => {
    const http = await startHttpServer('127.0.0.1', 0);
    const { authenticator, limiter, metrics: source } = api.server.wiring;
    const tracer = createTraceIds();
    http.serveWith(createMetricsApp({ source, token, authenticator, limiter, tracer, logger }));
    try {
      return await work(`http://127.0.0.1:${http.port}`);
    } finally {
      await http.stop(0);
    }
  };

  test('the main port has none', async () => {
    expect(outcome(await api.server.ask('GET /metrics'))).toBe('404 Not Found');
    expect(outcome(await api.ask('GET /metrics'))).toBe('404 Not Found');
  });

  test('the other has nothing else, for everybody who gets there', async () => {
    const headers = { 'X-Forwarded-For': '203.0.113.7' };
    await on(null, async (url) => {
      expect(await told(ask(url, 'GET /metrics', { headers }))).toBe('200 metrics');
      expect(await told(ask(url, 'GET /metrics', { token: 'whoever' }))).toBe('200 metrics');
      expect(outcome(await ask(url, 'GET /api/users'))).toBe('404 Not Found');
      expect(outcome(await ask(url, 'POST /metrics'))).toBe('405 Method Not Allowed');
    });
  });

  test('with a token, for its bearer', async () => {
    await on(TOKEN, async (url) => {
      expect(await told(ask(url, 'GET /metrics'))).toBe('401 Unauthorized');
      expect(await told(ask(url, 'GET /metrics', { token: TOKEN }))).toBe('200 metrics');
    });
  });
});
