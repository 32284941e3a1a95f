import { createTable } from '../../routes/table';
import { rewriteCollection } from '../../routes/translate/collection/rewrite-collection';
import { lookup } from './support/trips';

const table = createTable();

test('a base URL that holds a part of the path loses it', async () => {
  const { collection, placements, notes } = await rewriteCollection(
    table,
    {
      variable: [{ key: 'api', value: 'http://localhost:3000/api/' }],
      item: [{ name: 'get', request: { method: 'GET', url: '{{api}}/users/get/:id' } }],
    },
    'colon',
    lookup,
  );
  expect(placements).toMatchObject([{ name: 'get', isPlaced: true, lost: [] }]);
  expect(collection['variable']).toEqual([{ key: 'api', value: 'http://localhost:3000' }]);
  expect(notes).toEqual([
    {
      what: 'api',
      why: 'now http://localhost:3000, without /api: an environment that sets it must leave that out as well',
      field: 'variable',
    },
  ]);
  expect(collection['item']).toEqual([
    {
      name: 'get',
      request: {
        method: 'GET',
        header: [],
        url: {
          raw: '{{api}}/users:get?id={{id}}',
          host: ['{{api}}'],
          path: ['users:get'],
          query: [{ key: 'id', value: '{{id}}' }],
        },
      },
    },
  ]);
});

const list = (base: string) => ({ name: 'list', request: { method: 'GET', url: `${base}/users?limit=5` } });

test('a base URL that others need with its path stays, beside a new one', async () => {
  const left = { name: 'left', request: { method: 'GET', url: '{{api}}/weather' } };
  const variable = [{ key: 'api', value: 'http://localhost:3000/api' }];
  const { collection, notes } = await rewriteCollection(
    table,
    { variable, item: [list('{{api}}'), left] },
    'rails',
  );
  const [first, second] = collection['item'] as [{ request: { url: { raw: string } } }, unknown];
  expect([first.request.url.raw, second]).toEqual(['{{api_origin}}/api/v1/users?limit=5', left]);
  expect(collection['variable']).toEqual([
    ...variable,
    { key: 'api_origin', value: 'http://localhost:3000' },
  ]);
  expect(notes).toEqual([
    {
      what: 'api_origin',
      why: 'new, http://localhost:3000: api ends in /api, and stands where nothing was rewritten',
      field: 'variable',
    },
  ]);
});

test('a script needs it as well', async () => {
  const event = [
    { listen: 'test', script: { exec: ['pm.sendRequest(pm.variables.get("api") + "/users")'] } },
  ];
  const variable = [{ key: 'api', value: 'http://h/api' }];
  const { collection } = await rewriteCollection(
    table,
    { variable, event, item: [list('{{api}}')] },
    'rails',
  );
  expect(collection['variable']).toEqual([...variable, { key: 'api_origin', value: 'http://h' }]);
});

test('a base URL that nobody uses stays as it is', async () => {
  const variable = [{ key: 'api', value: 'http://h/api' }];
  const { collection, notes } = await rewriteCollection(table, { variable, item: [list('/api')] }, 'rails');
  expect([collection['variable'], notes]).toEqual([variable, []]);
});

test('a host that is written out stands there in its parts', async () => {
  const item = [list('http://api.h.com:8443/api')];
  const { collection } = await rewriteCollection(table, { item }, 'rails');
  expect(collection['item']).toMatchObject([
    {
      request: {
        url: {
          raw: 'http://api.h.com:8443/api/v1/users?limit=5',
          protocol: 'http',
          host: ['api', 'h', 'com'],
          port: '8443',
          path: ['api', 'v1', 'users'],
        },
      },
    },
  ]);
});
