import { planFolder } from '../../routes/documents/postman/plan';
import { rankOf } from '../../routes/documents/postman/plays';
import { routeBook } from '../../routes/documents/postman/route-book';
import { createTable, DIALECTS } from '../../routes/table';
import { toy } from '../conformance/toy.dialect';
import { itemsOf, labelOf, ownItems, routes, scriptOf } from './postman-items';

const plan = (dialect: string, area: string, of = routes): string[] => {
  const own = of.filter((route) => route.dialect.name === dialect);
  const folder = own
    .filter(({ binding }) => binding.operation.startsWith(`${area}.`))
    .sort((a, b) => rankOf(a.binding.operation) - rankOf(b.binding.operation));
  return planFolder(folder, routeBook(own).canonical).map(
    ({ route, role, isPlayable }) =>
      `${route.label}${role === 'own' ? '' : `, ${role}`}${isPlayable ? '' : ', never'}`,
  );
};

test('what changes something waits until there is something to change', () => {
  expect(plan('rest', 'policies')).toEqual([
    'POST /api/policies',
    'GET /api/policies',
    'GET /api/policies/list',
    'GET /api/policies/{id}',
    'GET /api/policies/get/{id}',
    'PUT /api/policies/{id}',
    'PATCH /api/policies/{id}',
    'PUT /api/policies/update/{id}',
    'PATCH /api/policies/update/{id}',
    'POST /api/policies/update/{id}',
    'DELETE /api/policies/{id}',
    'POST /api/policies/create',
    'DELETE /api/policies/delete/{id}',
    'POST /api/policies, for others',
    'POST /api/policies/delete/{id}',
  ]);
});

test('what is missing is made, and goes again at the end', () => {
  expect(plan('laravel', 'auth')).toEqual([
    'POST /api/admin/users, for others',
    'POST /api/admin/login',
    'DELETE /api/admin/users/{id}, cleaning up',
  ]);
  expect(plan('flask', 'auth')).toEqual([
    'POST /form/api/v1/user/users, for others',
    'POST /form/api/v1/auth/login',
    'GET /form/api/v1/user/status',
    'POST /form/api/v1/user/change-password',
    'POST /form/api/v1/auth/login, for others',
    'PUT /form/api/v1/user/change-password',
    'POST /form/api/v1/auth/login, for others',
    'POST /form/api/v1/auth/logout',
    'POST /form/api/v1/auth/login',
    'POST /form/api/v1/user/reset-password',
    'DELETE /form/api/v1/user/users/{id}, cleaning up',
  ]);
});

test('a dialect that nobody knew beforehand has a collection like all others', () => {
  const table = createTable([...DIALECTS, toy]);
  const own = ownItems('toy', table.routes);
  const labels = table.routes.filter(({ dialect }) => dialect.name === 'toy').map(({ label }) => label);
  expect(own.map(labelOf).sort()).toEqual(labels.sort());
  expect(plan('toy', 'auth', [...table.routes])).toEqual([
    'POST /toy/people, for others',
    'POST /toy/door',
    'GET /toy/mirror',
    'DELETE /toy/door',
    'POST /toy/people/{key}, cleaning up',
  ]);
});

describe('with rest switched off', () => {
  const { routes: some } = createTable(DIALECTS, ['rails']);

  test('a run begins and ends as ever: administration stays', () => {
    const items = itemsOf('rails', some);
    expect(items.map(({ name }) => name)).toEqual(itemsOf('rails').map(({ name }) => name));
  });

  test('what nothing can be made for is told of and left out of runs', () => {
    const signIn = ownItems('rest', some).find((item) => labelOf(item) === 'POST /api/auth/login');
    expect(signIn && scriptOf(signIn, 'prerequest')).toContain('if (true) pm.execution.skipRequest();');
    expect(signIn?.request.description).toContain('Left out of runs');
    const list = ownItems('rest', some).find((item) => labelOf(item) === 'GET /api/roles');
    expect(list && scriptOf(list, 'prerequest')).toBe('');
  });
});
