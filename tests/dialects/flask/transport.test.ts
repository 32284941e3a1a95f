import { rawRequest, requestText } from '../../http/raw-request';
import { below, message, PASSWORD, told, useFlask } from './flask';

const flask = useFlask();
const { ask, askAnonymously } = flask;

const ID = '60d5ec49f8d2a31b4c7e9f01';

/** Every kind of path of the dialect, and the methods it serves besides OPTIONS. */
const SERVED: Readonly<Record<string, string>> = {
  '/user/users': 'GET, HEAD, POST',
  [`/user/users/${ID}`]: 'GET, HEAD, PUT, PATCH, DELETE',
  [`/user/users/${ID}/lock`]: 'POST',
  [`/user/users/${ID}/unlock`]: 'POST',
  [`/user/users/${ID}/reset-otp-count`]: 'POST',
  '/user/unlock': 'POST',
  '/user/security/extend-password-expiry': 'POST',
  [`/user/security/lock-status/${ID}`]: 'GET, HEAD',
  '/user/security/resend-otp': 'POST',
  '/user/status': 'GET, HEAD',
  '/user/change-password': 'POST, PUT',
  '/user/reset-password': 'POST',
  '/auth/login': 'POST',
  '/auth/generate-otp': 'POST',
  '/auth/logout': 'POST',
};

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'];

describe.each(Object.entries(SERVED))('%s', (path, served) => {
  test(`serves ${served} and no other method`, async () => {
    for (const method of METHODS.filter((name) => !served.split(', ').includes(name))) {
      const answer = await askAnonymously(`${method} ${path}`);
      expect([method, answer.status, answer.headers['allow']]).toEqual([method, 405, `${served}, OPTIONS`]);
      if (method !== 'HEAD') expect(told(answer)).toBe(message(405, 'Method Not Allowed'));
    }
  });

  test('OPTIONS answers 204 with what it serves, to anybody', async () => {
    const answer = await askAnonymously(`OPTIONS ${path}`);
    expect([answer.status, answer.text, answer.headers['allow']]).toEqual([204, '', `${served}, OPTIONS`]);
  });
});

test.each([
  '/',
  '/user',
  '/user/',
  '/users',
  '/user/users/',
  '/user/nothing',
  '/user/security',
  '/user/security/lock-status',
  `/user/users/${ID}/suspend`,
  `/user/users/${ID}/lock/now`,
  '/user/Users',
  '/auth',
  '/auth/refresh',
  '/auth/login/',
])('%s leads nowhere, signed in or not', async (path) => {
  const nowhere = message(404, 'Not Found');
  expect(told(await askAnonymously(`GET ${path}`))).toBe(nowhere);
  expect(told(await ask(`POST ${path}`, { body: {} }))).toBe(nowhere);
});

describe('HEAD answers as GET without a body', () => {
  test.each(['/user/users?limit=2', '/user/status', `/user/users/${ID}`])('%s', async (path) => {
    const [get, head] = [await ask(`GET ${path}`), await ask(`HEAD ${path}`)];
    expect([head.status, head.text]).toEqual([get.status, '']);
    for (const name of ['content-type', 'content-length', 'link', 'x-total-count'])
      expect([name, head.headers[name]]).toEqual([name, get.headers[name]]);
  });
});

test('every answer bears the headers that all have', async () => {
  for (const [request, asking, caching] of [
    ['GET /user/users', {}, 'private, no-cache'],
    ['GET /user/nothing', {}, 'no-store'],
    ['POST /auth/login', { body: { username: 'admin', password: PASSWORD } }, 'no-store'],
  ] as const) {
    const { headers } = await ask(request, asking);
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': caching,
      'x-content-type-options': 'nosniff',
      'x-request-id': expect.stringMatching(/./),
    });
    expect(headers['x-powered-by']).toBeUndefined();
  }
});

test('a path in escapes is the same path', async () => {
  const headers = { Authorization: `Bearer ${flask.api.adminToken}` };
  const { status } = await rawRequest(
    flask.api.server.url,
    requestText(below('GET /user/%73tatus'), headers),
  );
  expect(status).toBe(200);
});
