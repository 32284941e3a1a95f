import { type Binding, HTTP_METHODS } from '../../routes/binding';
import { inPath } from '../../routes/locator';
import { createMatcher } from '../../routes/matcher';
import { createTable } from '../../routes/table';
import { dialectOf, line, routesOfDialect } from './test-dialect';

const user = inPath('id', 'integer');

const matcherOf = (...bindings: Binding[]) => createMatcher(routesOfDialect(dialectOf(...bindings)));

const matcher = matcherOf(
  line('users.list', ['GET /users', 'GET /users/list']),
  line('users.get', ['GET /users/{id}', 'GET /users/get/{id}'], { at: { user } }),
  line('users.delete', ['DELETE /users/{id}', 'DELETE /users/delete/{id}'], { at: { user } }),
  line('users.suspend', ['POST /users/{id}/suspend', 'POST /users/suspend/{id}'], { at: { user } }),
  line('users.lock', ['POST /users:lock']),
);

const found = (path: string) => {
  const match = matcher.match(path);
  return match && [[...match.byMethod.values()][0]?.[0]?.path, match.params];
};

test.each([
  ['/t/users', '/t/users', {}],
  ['/t/users/5', '/t/users/{id}', { id: '5' }],
  ['/t/users/list', '/t/users/list', {}],
  ['/t/users/get/5', '/t/users/get/{id}', { id: '5' }],
  ['/t/users/5/suspend', '/t/users/{id}/suspend', { id: '5' }],
  ['/t/users/suspend/5', '/t/users/suspend/{id}', { id: '5' }],
  // Both shapes fit: from the left, the literal one wins.
  ['/t/users/suspend/suspend', '/t/users/suspend/{id}', { id: 'suspend' }],
  // The literal way ends nowhere, so the parameter is tried after all.
  ['/t/users/get', '/t/users/{id}', { id: 'get' }],
  ['/t/users/get/suspend', '/t/users/get/{id}', { id: 'suspend' }],
  ['/t/users/%35', '/t/users/{id}', { id: '5' }],
  ['/t/users/a%2Fb', '/t/users/{id}', { id: 'a/b' }],
  ['/t/users/LIST', '/t/users/{id}', { id: 'LIST' }],
  ['/t/users:lock', '/t/users:lock', {}],
  ['/t/users%3Alock', '/t/users:lock', {}],
])('%s leads to %s', (path, template, params) => {
  expect(found(path)).toEqual([template, params]);
});

test.each([
  '/',
  '/t',
  '/t/',
  '/users',
  '/T/users',
  '/t/Users',
  '/t/users/',
  '/t//users',
  '//t/users',
  '/t/users//suspend',
  '/t/users/5/',
  '/t/users/5/suspend/now',
  '/t/users/5/unsuspend',
  '/t/usersANY',
  '/t/users:',
  '/t/users:lock/5',
  '/t/users:LOCK',
])('%s leads nowhere', (path) => {
  expect(matcher.match(path)).toBeNull();
});

test('the more literal template wins for every method: what it does not serve is a wrong method, not an id', () => {
  const methods = (path: string) => [...(matcher.match(path)?.byMethod.keys() ?? [])];
  expect(methods('/t/users/list')).toEqual(['GET']);
  expect(methods('/t/users/5')).toEqual(['GET', 'DELETE']);
  expect(methods('/t/users/delete/5')).toEqual(['DELETE']);
});

test('of several routes of one URL the guarded ones come first', () => {
  const when = (equals: string) => ({ when: { field: 'action', equals } });
  const match = matcherOf(
    line('users.update', ['POST /users:update']),
    line('users.suspend', ['POST /users:update'], when('suspend')),
    line('users.unsuspend', ['POST /users:update'], when('unsuspend')),
  ).match('/t/users:update');
  const operations = match?.byMethod.get('POST')?.map(({ binding }) => binding.operation) ?? [];
  expect(operations.at(-1)).toBe('users.update');
  expect([...operations].sort()).toEqual(['users.suspend', 'users.unsuspend', 'users.update']);
});

test('every route of the table is found by its own path', () => {
  const table = createTable();
  for (const route of table.routes) {
    const match = table.match(route.path.replaceAll(/\{\w+\}/g, '5'));
    expect(match?.byMethod.get(route.method)).toContain(route);
  }
  expect(new Set(table.routes.map(({ method }) => method))).toEqual(new Set(HTTP_METHODS));
});

test.each([
  ['/api/users', 'rest'],
  ['/api/users/5', 'rest'],
  ['/api/nothing', 'rest'],
  ['/api', 'rest'],
  ['/api/admin/tokens/5', 'rest'],
])('%s belongs to %s even where nothing is', (path, name) => {
  expect(createTable().ownerOf(path)?.name).toBe(name);
});

test.each(['/', '/apis', '/API/users', '/livez'])(
  '%s belongs to the dialect that claims what is left',
  (path) => {
    expect(createTable().ownerOf(path)?.name).toBe('colon');
  },
);

test('a dialect that is switched off is gone, and its administration stays', () => {
  const { match } = createTable(undefined, []);
  expect(match('/api/users')).toBeNull();
  expect(match('/api/users/5')).toBeNull();
  for (const path of [
    '/api/auth/login',
    '/api/admin/tokens',
    '/api/tokens/policy',
    '/api/policies',
    '/api/roles',
    '/api/directory',
    '/api/audit',
  ]) {
    expect(match(path)).not.toBeNull();
  }
});
