import { PLAYS } from '../../routes/documents/postman/plays';
import { postmanDocuments } from '../../routes/documents/postman/postman-documents';
import { DIALECTS } from '../../routes/table';
import { OPERATION_IDS, SPECS } from '../../src/operations/specs';
import { itemsOf, labelOf, made, ownItems, routes, scriptOf } from './postman-items';

test('there is a file for each dialect, one for all, and the environment', () => {
  expect(postmanDocuments(routes).map(({ name }) => name)).toEqual([
    ...['rest', 'colon', 'rails', 'laravel', 'flask'],
    ...['all', 'environment'],
  ]);
});

test('the environment asks for four things', () => {
  const environment = postmanDocuments(routes).at(-1)?.make();
  expect(environment).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    name: 'Roster',
    values: [
      { key: 'baseUrl', value: 'http://localhost:3000', type: 'default', enabled: true },
      { key: 'username', value: 'admin', type: 'default', enabled: true },
      { key: 'password', value: '', type: 'secret', enabled: true },
      { key: 'token', value: '', type: 'secret', enabled: true },
    ],
    _postman_variable_scope: 'environment',
  });
});

test('they are the same every time, and told apart', () => {
  const twice = [postmanDocuments(routes), postmanDocuments(routes)];
  const [first, second] = twice.map((documents) => documents.map(({ make }) => JSON.stringify(make())));
  expect(second).toEqual(first);
  const ids = [...DIALECTS.map(({ name }) => name), 'all'].map((name) => made(name).info._postman_id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('every effect has its play', () => {
  const effects = OPERATION_IDS.filter((id) => SPECS[id].kind === 'effect');
  expect(effects.filter((id) => !(id in PLAYS))).toEqual([]);
});

describe.each([...DIALECTS.map(({ name }) => name), 'all'])('%s', (name) => {
  const items = itemsOf(name);
  const own = ownItems(name);
  const asked = routes.filter(({ dialect }) => name === 'all' || dialect.name === name);
  const labels = (some: typeof asked): string[] => some.map(({ label }) => label).sort();

  test('has every spelling once', () => {
    expect(own.map(labelOf).sort()).toEqual(labels(asked));
  });

  test('calls an alias one', () => {
    const canonical = new Map(asked.map((route) => [route.binding, route]).reverse() as [object, unknown][]);
    const aliases = asked.filter((route) => canonical.get(route.binding) !== route);
    const called = own.filter((item) => / \(alias( \d)?\)$/.test(item.name));
    expect(called.map(labelOf).sort()).toEqual(labels(aliases));
  });

  test('gives every request of a folder another name, but for those that stand there for others', () => {
    for (const folder of made(name).item.flatMap((one) => ('item' in one ? one.item : []))) {
      if (!('item' in folder)) continue;
      const names = folder.item.map((item) => item.name).filter((one) => !one.endsWith('(for what follows)'));
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test('leaves nothing out of a run but what the inputs make needless', () => {
    const skipped = items.filter((item) => scriptOf(item, 'prerequest').includes('skipRequest('));
    expect(skipped.map((item) => item.name)).toEqual([
      'Sign in (where the environment has no token)',
      'Sign out (end of the run)',
    ]);
  });

  test('says who asks', () => {
    const { auth } = made(name);
    expect(auth).toEqual({ type: 'bearer', bearer: [{ key: 'token', value: '{{token}}', type: 'string' }] });
    for (const item of own) {
      const route = asked.find(({ label }) => label === labelOf(item));
      const isPublic = route && SPECS[route.binding.operation].access === 'public';
      expect([item.name, item.request.auth?.type === 'noauth']).toEqual([item.name, isPublic]);
    }
  });

  test('asserts status, media type and content of every answer', () => {
    const all =
      /test\("answers \d{3}".*test\("is (application\/json|text\/plain)".*"(has the keys|says why)/s;
    expect(items.filter((item) => !all.test(scriptOf(item, 'test'))).map((item) => item.name)).toEqual([]);
  });

  test('has examples of answers at every canonical spelling, errors among them', () => {
    for (const { name: said, response } of own.filter((item) => !item.name.includes('(alias'))) {
      expect([said, response[0]?.name]).toEqual([said, expect.stringMatching(/^20[01] done$/)]);
      expect([said, response.some(({ name: of }) => of === '429 rate limited')]).toEqual([said, true]);
    }
  });

  test('uses no variable that nobody fills in', () => {
    const known = [
      ...['baseUrl', 'username', 'password', 'token'],
      ...['unique', 'secret', 'digits', 'inAYear'],
      ...made(name).variable.map(({ key }) => key),
    ];
    const used = [...JSON.stringify(items).matchAll(/\{\{([^}]*)\}\}/g)].map(([, variable]) => variable);
    expect([...new Set(used)].filter((variable) => !known.includes(variable ?? ''))).toEqual([]);
  });
});
