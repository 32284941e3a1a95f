import type { OpenApiDocument } from '../../routes/documents/openapi/format';
import { DIALECTS } from '../../routes/table';
import { useApi } from '../http/api';
import { startTestServer } from '../support/test-server';

const api = useApi();

const PATHS = ['/openapi.json', ...DIALECTS.map(({ name }) => `/openapi/${name}.json`)];

const documentAt = async (path: string, server = api.server): Promise<OpenApiDocument> =>
  (await server.ask(`GET ${path}`)).json as OpenApiDocument;

test.each(PATHS)('%s is for everybody', async (path) => {
  const answer = await api.server.ask(`GET ${path}`);
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
  expect(answer.headers).toMatchObject({
    'cache-control': 'public, max-age=60',
    'x-content-type-options': 'nosniff',
    ratelimit: expect.stringMatching(/^"minute"; r=\d+; t=\d+$/),
  });
  expect((answer.json as OpenApiDocument).openapi).toBe('3.1.0');
  expect(answer.text).not.toContain('\n');
});

test('each dialect has its own operations, and all are in the whole', async () => {
  const [whole, ...parts] = await Promise.all(PATHS.map((path) => documentAt(path)));
  const paths = parts.flatMap((part) => Object.keys(part.paths));
  expect(Object.keys(whole?.paths ?? {}).sort()).toEqual(paths.sort());
});

test('HEAD has the headers alone, OPTIONS the methods, and no other method does', async () => {
  const headers = { 'Accept-Encoding': 'gzip' };
  const get = await api.server.ask('GET /openapi.json', { headers });
  const head = await api.server.ask('HEAD /openapi.json', { headers });
  expect([head.status, head.text, head.headers['content-length']]).toEqual([
    200,
    '',
    get.headers['content-length'],
  ]);
  const options = await api.server.ask('OPTIONS /openapi.json');
  expect([options.status, options.headers['allow']]).toEqual([204, 'GET, HEAD, OPTIONS']);
  const post = await api.server.ask('POST /openapi.json', { body: {} });
  expect([post.status, post.headers['allow'], post.json]).toEqual([
    405,
    'GET, HEAD, OPTIONS',
    { code: 405, error: 'method not allowed' },
  ]);
});

test('whoever has it already is told so', async () => {
  const { headers } = await api.server.ask('GET /openapi.json');
  const again = await api.server.ask('GET /openapi.json', {
    headers: { 'If-None-Match': headers['etag'] ?? '' },
  });
  expect([again.status, again.text]).toEqual([304, '']);
  const other = await api.server.ask('GET /openapi.json', { headers: { 'If-None-Match': '"other"' } });
  expect(other.status).toBe(200);
});

test('it is compressed for whoever takes that, and each coding has a tag of its own', async () => {
  const sizes: number[] = [];
  const tags: string[] = [];
  const texts: string[] = [];
  for (const accepted of ['gzip', 'identity', 'gzip;q=0, *', '']) {
    const answer = await api.server.ask('GET /openapi.json', { headers: { 'Accept-Encoding': accepted } });
    expect(answer.headers['content-encoding']).toBe(accepted === 'gzip' ? 'gzip' : undefined);
    expect(answer.headers['vary']).toBe('Accept-Encoding');
    sizes.push(Number(answer.headers['content-length']));
    tags.push(answer.headers['etag'] ?? '');
    texts.push(answer.text);
  }
  expect(new Set(texts).size).toBe(1);
  expect([new Set(sizes).size, new Set(tags).size]).toEqual([2, 2]);
  expect((sizes[0] ?? 0) * 4).toBeLessThan(sizes[1] ?? 0);
});

test('what is no document is a path like any other', async () => {
  for (const path of ['/openapi', '/openapi/', '/openapi/nothing.json', '/openapi/rest', '/OPENAPI.json']) {
    const answer = await api.server.ask(`GET ${path}`);
    expect([path, answer.status, answer.json]).toEqual([path, 404, { code: 404, error: 'not found' }]);
  }
});

test('a dialect that is switched off is in no document and has none', async () => {
  const server = await startTestServer({ settings: { DIALECTS: 'rails' } });
  const statuses = await Promise.all(PATHS.map(async (path) => (await server.ask(`GET ${path}`)).status));
  // The administration of rest stays, whatever is switched off.
  expect(Object.fromEntries(PATHS.map((path, index) => [path, statuses[index]]))).toEqual({
    '/openapi.json': 200,
    '/openapi/rest.json': 200,
    '/openapi/colon.json': 404,
    '/openapi/rails.json': 200,
    '/openapi/laravel.json': 404,
    '/openapi/flask.json': 404,
  });
  const paths = Object.keys((await documentAt('/openapi.json', server)).paths);
  expect(paths).toEqual(expect.arrayContaining(['/api/v1/users', '/api/auth/login']));
  expect(paths).not.toContain('/api/users');
  expect(paths.filter((path) => path.startsWith('/users:'))).toEqual([]);
  await server.stop();
});

test('reading it counts against the address', async () => {
  const server = await startTestServer({ settings: { RATE_LIMIT_ANONYMOUS_PER_MIN: '2' } });
  const statuses: number[] = [];
  for (const line of ['GET /openapi.json', 'GET /openapi/rest.json', 'HEAD /openapi.json']) {
    statuses.push((await server.ask(line)).status);
  }
  expect(statuses).toEqual([200, 200, 429]);
  const refused = await server.ask('GET /openapi.json');
  expect(refused.headers['retry-after']).toMatch(/^\d+$/);
  await server.stop();
});
