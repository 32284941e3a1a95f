import { error, told, useColon } from './colon';

const colon = useColon();

const NOT_FOUND = error(404, 'not found');
const NOT_ALLOWED = error(405, 'method not allowed');

const SERVED: Readonly<Record<string, string>> = {
  '/users:list': 'GET, HEAD',
  '/users:get': 'GET, HEAD',
  '/users:create': 'POST',
  '/users:update': 'POST',
  '/users:destroy': 'POST',
  '/auth:login': 'POST',
  '/auth:refresh': 'POST',
  '/auth:logout': 'POST',
  '/auth:me': 'GET, HEAD, POST',
  '/apikeys:list': 'GET, HEAD',
  '/apikeys:get': 'GET, HEAD',
  '/apikeys:create': 'POST',
  '/apikeys:update': 'POST',
  '/apikeys:destroy': 'POST',
  '/health': 'GET, HEAD',
};

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'];

test.each(Object.entries(SERVED))('%s serves %s and nothing else', async (path, methods) => {
  const allow = `${methods}, OPTIONS`;
  for (const method of METHODS.filter((one) => !methods.split(', ').includes(one))) {
    for (const spelled of [path, path.replace(':', '%3A'), path.replace(':', '%3a')]) {
      const answer = await colon.askAnonymously(`${method} ${spelled}`);
      expect([told(answer), answer.headers['allow']]).toEqual([NOT_ALLOWED, allow]);
    }
  }
  const options = await colon.askAnonymously(`OPTIONS ${path}`);
  expect([options.status, options.text, options.headers['allow']]).toEqual([204, '', allow]);
});

test('an escaped colon is a colon', async () => {
  const { ulid } = await colon.person();
  for (const path of ['/users%3Aget', '/users%3aget', '/%75sers:get']) {
    expect([path, (await colon.ask(`GET ${path}?id=${ulid}`)).status]).toEqual([path, 200]);
  }
});

test.each([
  ...[
    '/',
    '/nothing',
    '/users',
    '/usersXget',
    '/users:getX',
    '/users:',
    '/:get',
    '/users:get/',
    '/users/:get',
  ],
  ...[
    '/users;get',
    '/users::get',
    '/Users:get',
    '/users:Get',
    '/users%2Fget',
    '/users%253Aget',
    '/users.get',
  ],
  ...['/user:get', '/users:restore', '/users:suspend', '/auth', '/auth:', '/auth/login', '/apikeys'],
  ...['/health/', '/health:get', '/%00', '/users:list%00', '/colon/users:list', '//users:list'],
])('%s leads nowhere, with a token or without', async (path) => {
  for (const method of ['GET', 'POST', 'OPTIONS']) {
    expect(told(await colon.ask(`${method} ${path}`))).toBe(NOT_FOUND);
    expect(told(await colon.askAnonymously(`${method} ${path}`))).toBe(NOT_FOUND);
  }
});

const KEPT = ['content-type', 'content-length', 'cache-control', 'www-authenticate', 'x-ratelimit-limit'];

test.each([
  '/users:list',
  '/users:list?role=x',
  '/users:get?id=1',
  '/users:get',
  '/auth:me',
  '/apikeys:list',
  '/health',
])('HEAD %s is GET without a body', async (path) => {
  for (const ask of [colon.ask, colon.askAnonymously]) {
    const [get, head] = [await ask(`GET ${path}`), await ask(`HEAD ${path}`)];
    expect([head.status, head.text]).toEqual([get.status, '']);
    for (const name of KEPT) expect([name, head.headers[name]]).toEqual([name, get.headers[name]]);
  }
});

test('every answer bears the headers of all answers', async () => {
  for (const [asked, caching] of [
    ['GET /users:list', 'private, no-cache'],
    ['GET /nothing', 'no-store'],
    ['GET /health', 'no-store'],
  ] as const) {
    const { headers } = await colon.ask(asked);
    expect(headers).toMatchObject({ 'cache-control': caching, 'x-content-type-options': 'nosniff' });
    expect(headers['x-request-id']).toBeTruthy();
  }
});
