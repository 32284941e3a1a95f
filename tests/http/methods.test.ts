import { request } from 'node:http';
import { type Api, outcome, useApi } from './api';
import { rawRequest, requestText } from './raw-request';

const api = useApi();

/** Every kind of path of the dialect, and the methods it serves besides OPTIONS. HEAD goes with GET. */
const SERVED: Readonly<Record<string, string>> = {
  '/api/users': 'GET HEAD POST',
  '/api/users/list': 'GET HEAD',
  '/api/users/create': 'POST',
  '/api/users/1': 'GET HEAD PUT PATCH DELETE',
  '/api/users/get/1': 'GET HEAD',
  '/api/users/update/1': 'PUT PATCH POST',
  '/api/users/delete/1': 'DELETE POST',
  '/api/users/1/suspend': 'POST',
  '/api/users/suspend/1': 'POST',
  '/api/users/1/unsuspend': 'POST',
  '/api/users/unsuspend/1': 'POST',
  '/api/users/1/restore': 'POST',
  '/api/users/restore/1': 'POST',
  '/api/users/1/lock': 'POST',
  '/api/users/lock/1': 'POST',
  '/api/users/1/unlock': 'POST',
  '/api/users/unlock/1': 'POST',
  '/api/users/1/roles': 'GET HEAD PUT',
  '/api/users/1/sessions': 'GET HEAD DELETE',
  '/api/users/1/sessions/01KH1K9G4KPG10BEV0PNTMYNWJ': 'DELETE',
  '/api/roles': 'GET HEAD',
  '/api/directory': 'GET HEAD',
  '/api/directory/1': 'GET HEAD',
  '/api/audit': 'GET HEAD',
  '/api/admin/tokens': 'GET HEAD POST',
  '/api/admin/tokens/list': 'GET HEAD',
  '/api/admin/tokens/create': 'POST',
  '/api/admin/tokens/1': 'GET HEAD PUT PATCH DELETE',
  '/api/admin/tokens/get/1': 'GET HEAD',
  '/api/admin/tokens/update/1': 'PUT PATCH POST',
  '/api/admin/tokens/delete/1': 'DELETE POST',
  '/api/admin/tokens/1/revoke': 'POST',
  '/api/admin/tokens/revoke/1': 'POST',
  '/api/admin/tokens/1/rotate': 'POST',
  '/api/admin/tokens/rotate/1': 'POST',
  '/api/policies': 'GET HEAD POST',
  '/api/policies/list': 'GET HEAD',
  '/api/policies/create': 'POST',
  '/api/policies/1': 'GET HEAD PUT PATCH DELETE',
  '/api/policies/get/1': 'GET HEAD',
  '/api/policies/update/1': 'PUT PATCH POST',
  '/api/policies/delete/1': 'DELETE POST',
  '/api/auth/login': 'POST',
  '/api/auth/refresh': 'POST',
  '/api/auth/logout': 'POST',
  '/api/auth/me': 'GET HEAD',
};

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'LINK', 'TRACE'];

const asSet = (methods: string): string[] => methods.split(/[ ,]+/).sort();

/** Asks with any method that Node knows, which the usual client does not let through. */
const askPlainly = (method: string, path: string): Promise<{ status: number; allow: string; body: string }> =>
  new Promise((resolve, reject) => {
    const asked = request(`${api.server.url}${path}`, { method, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          allow: response.headers.allow ?? '',
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    asked.on('error', reject);
    asked.end();
  });

describe.each(Object.entries(SERVED))('%s', (path, served) => {
  const expected = asSet(`${served} OPTIONS`);

  test('405 and exactly the served methods in Allow for every other method', async () => {
    for (const method of METHODS.filter((one) => !served.split(' ').includes(one))) {
      const { status, allow, body } = await askPlainly(method, path);
      expect([method, status, asSet(allow), body]).toEqual([
        method,
        405,
        expected,
        method === 'HEAD' ? '' : 'Method Not Allowed',
      ]);
    }
  });

  test('OPTIONS answers 204 with the same list, and needs no token', async () => {
    const { status, allow, body } = await askPlainly('OPTIONS', path);
    expect([status, asSet(allow), body]).toEqual([204, expected, '']);
  });
});

test('methods that nobody knows, and CONNECT, are refused', async () => {
  const { status } = await rawRequest(api.server.url, requestText('BREW /api/users'));
  expect([400, 405, 501]).toContain(status);
  const connect = await rawRequest(api.server.url, requestText('CONNECT /api/users'));
  expect(connect.status === 405 || connect.head === '').toBe(true);
});

describe('HEAD answers as GET without a body', () => {
  const headersOf = async (method: string, path: string, { ask }: Api) => {
    const { status, headers, text } = await ask(`${method} ${path}`);
    const kept = [
      'content-type',
      'content-length',
      'cache-control',
      'link',
      'x-total-count',
      'www-authenticate',
    ];
    return { status, headers: kept.map((name) => [name, headers[name]]), text };
  };

  test.each(['/api/users/1', '/api/users?limit=1', '/api/users/999', '/api/users?sort=x', '/api/auth/me'])(
    '%s',
    async (path) => {
      const get = await headersOf('GET', path, api);
      expect(await headersOf('HEAD', path, api)).toEqual({ ...get, text: '' });
      expect(get.text).not.toBe('');
    },
  );

  test('the whole list', async () => {
    const answer = await api.ask('HEAD /api/users');
    expect([answer.status, answer.headers['content-type'], answer.text]).toEqual([
      200,
      'application/json; charset=utf-8',
      '',
    ]);
  });

  test('without a token', async () => {
    expect((await api.server.ask('HEAD /api/users/1')).status).toBe(401);
  });
});

test('a method cannot be smuggled in', async () => {
  const { id } = await api.server.user({ username: 'stays' });
  const headers = {
    'X-HTTP-Method-Override': 'DELETE',
    'X-Method-Override': 'DELETE',
    'X-HTTP-Method': 'DELETE',
  };
  expect((await api.ask(`GET /api/users/${id}?_method=DELETE`, { headers })).status).toBe(200);
  const posted = await api.ask(`POST /api/users/${id}?_method=DELETE`, {
    headers,
    body: { _method: 'DELETE' },
  });
  expect(outcome(posted)).toBe('405 Method Not Allowed');
  expect((await api.ask(`GET /api/users/${id}`)).status).toBe(200);
});
