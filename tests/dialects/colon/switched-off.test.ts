import { version } from '../../../package.json';
import { line, told, useColon } from './colon';

const ORIGIN = 'https://console.example';

const colon = useColon({ settings: { CORS_ORIGINS: ORIGIN } });
const off = useColon({ settings: { DIALECTS: 'rest' } });
const alone = useColon({ settings: { DIALECTS: 'colon' } });

test('health is for everybody, with the version of the program', async () => {
  for (const ask of [colon.ask, colon.askAnonymously]) {
    expect(told(await ask('GET /health'))).toBe(line(200, { name: 'roster', status: 'live', version }));
  }
  const bad = await colon.askAnonymously('GET /health', { token: 'nobodys' });
  expect(bad.status).toBe(200);
});

const LINES = [
  'GET /users:list',
  'POST /users:create',
  'POST /auth:login',
  'GET /apikeys:list',
  'GET /health',
];

test.each([...LINES, 'OPTIONS /users:list', 'GET /nothing'])(
  'switched off, %s is a plain 404',
  async (asked) => {
    for (const ask of [off.ask, off.askAnonymously]) {
      expect(told(await ask(asked))).toBe('404 (text/plain; charset=utf-8) Not Found');
    }
  },
);

test('on alone it serves as ever, and the others’ paths are no part of it', async () => {
  expect((await alone.ask('GET /users:list')).status).toBe(200);
  expect((await alone.ask('GET /api/auth/me')).status).toBe(200);
  for (const path of ['/api/users', '/api/v1/users', '/api/admin/users']) {
    expect(told(await alone.ask(`GET ${path}`))).toBe('404 (text/plain; charset=utf-8) Not Found');
  }
});

test('a page of a listed origin reads answers and refusals, the budget included', async () => {
  for (const asked of [
    'GET /users:list',
    'GET /users:get',
    'GET /nothing',
    'PUT /users:list',
    'GET /health',
  ]) {
    const { headers } = await colon.askAnonymously(asked, { headers: { Origin: ORIGIN } });
    expect(headers['access-control-allow-origin']).toBe(ORIGIN);
    expect(headers['access-control-allow-credentials']).toBeUndefined();
    for (const name of ['X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset']) {
      expect(headers['access-control-expose-headers']).toContain(name);
    }
  }
  const other = await colon.ask('GET /users:list', { headers: { Origin: 'https://evil.example' } });
  expect(other.headers['access-control-allow-origin']).toBeUndefined();
});

test('a preflight is answered without a token', async () => {
  const answer = await colon.askAnonymously('OPTIONS /users:update', {
    headers: {
      Origin: ORIGIN,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'authorization,content-type',
    },
  });
  expect([answer.status, answer.text, answer.headers['allow']]).toEqual([204, '', 'POST, OPTIONS']);
  expect(answer.headers['access-control-allow-origin']).toBe(ORIGIN);
});
