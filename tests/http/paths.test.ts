import { outcome, useApi } from './api';
import { rawRequest, requestText } from './raw-request';

// Alone, so that what this dialect does not claim is nobody's.
const api = useApi({ settings: { DIALECTS: 'rest' } });

const asAdmin = () => ({ Authorization: `Bearer ${api.adminToken}` });

describe('a path that leads nowhere is 404 in plain text', () => {
  test.each([
    '/api',
    '/api/',
    '/api/nothing',
    '/api/user',
    '/api/users/',
    '/api/users//1',
    '/api/users/1/',
    '/api/users/1/nothing',
    '/api/users/get',
    '/api/users/1/suspend/now',
    '/api/users/list/1',
    '/api//users',
    '/api/Users',
    '/API/users',
    '/api/users/GET/1',
    '/api/users/1/Suspend',
    '/api/users%2F1',
    '/api%2Fusers',
    '/api/users;id=1',
    '/api/users.json',
    '/api/users:list',
    '/api/users%3Alist',
    '/api/tokens',
    '/api/administration',
    '/api/auth',
    '/',
    '/nothing',
    '/index.html',
    '/.env',
  ])('%s', async (path) => {
    // `/api/users/get` is a user's path whose id is `get`.
    const expected = path === '/api/users/get' ? '404 User not found' : '404 Not Found';
    expect(outcome(await api.ask(`GET ${path}`))).toBe(expected);
  });

  test.each(['//api/users', '/api/users/../users', '/api/./users', '/api/users/%2e%2e/users'])(
    '%s, sent as it stands',
    async (path) => {
      const { status, head, body } = await rawRequest(api.server.url, requestText(`GET ${path}`, asAdmin()));
      expect([status, body]).toEqual([404, 'Not Found']);
      expect(head).toMatch(/content-type: text\/plain; charset=utf-8/i);
    },
  );

  test('whatever the path holds, none of it comes back', async () => {
    for (const path of [
      '/api/%3Cscript%3Ealert(1)%3C/script%3E',
      '/api/%0d%0aSet-Cookie:%20x=1',
      `/${'x'.repeat(5000)}`,
    ]) {
      const answer = await api.ask(`GET ${path}`);
      expect(outcome(answer)).toBe('404 Not Found');
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
  });
});

describe('an escape is the same as the letter that it stands for', () => {
  test.each(['/api/users/%31', '/%61pi/users/1', '/api/users/%67et/1', '/api/u%73ers/get/%31'])(
    '%s',
    async (path) => {
      expect((await api.ask(`GET ${path}`)).json).toMatchObject({ id: 1, username: 'admin' });
    },
  );
});

describe('the query', () => {
  test.each(['?', '?x=1', '?id=2', '?%zz', '?a[b]=c&a=d', '?&&&==', `?${'x=1&'.repeat(2000)}`])(
    '%.40s means nothing where nobody asks for it',
    async (query) => {
      expect((await api.ask(`GET /api/users/1${query}`)).json).toMatchObject({ id: 1 });
    },
  );
});

test('headers cannot change what is asked for', async () => {
  const headers = {
    'X-Original-URL': '/api/users/2',
    'X-Rewrite-URL': '/api/users/2',
    'X-Forwarded-Host': 'evil.example',
    'X-Forwarded-Prefix': '/evil',
    'X-Forwarded-Proto': 'gopher',
    Forwarded: 'for=1.2.3.4;host=evil.example',
  };
  await api.server.user({ username: 'second' });
  expect((await api.ask('GET /api/users/1', { headers })).json).toMatchObject({ id: 1 });
  const page = await api.ask('GET /api/users?limit=1', { headers });
  expect(page.headers['link']).toMatch(/^<\/api\/users\?limit=1&cursor=/);
  const body = { username: 'third', email: 'third@example.com', password: 'password-1' };
  const created = await api.ask('POST /api/users', { headers, body });
  expect(created.headers['location']).toMatch(/^\/api\/users\/\d+$/);
});

test('a header named __proto__ hurts nobody', async () => {
  const head = requestText('GET /api/users/1', { ...asAdmin(), ['__proto__']: 'x', constructor: 'y' });
  expect((await rawRequest(api.server.url, head)).status).toBe(200);
  expect((await api.ask('GET /api/users/1')).status).toBe(200);
});

test('requests sent in one go are answered in their order', async () => {
  const keepAlive = (id: number) =>
    requestText(`GET /api/users/${id}`, { ...asAdmin(), Connection: 'keep-alive' });
  const all = Array.from({ length: 20 }, (_, index) => keepAlive(index % 2 === 0 ? 1 : 999)).join('');
  const { head, body } = await rawRequest(api.server.url, all + requestText('GET /api/nothing'));
  const statuses = [...`${head}\r\n${body}`.matchAll(/HTTP\/1\.1 (\d{3})/g)].map((match) => Number(match[1]));
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => [200, 404]).flat(), 404]);
});
