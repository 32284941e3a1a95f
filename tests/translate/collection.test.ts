import { createTable } from '../../routes/table';
import { rewriteCollection } from '../../routes/translate/collection/rewrite-collection';
import { COLLECTION, TEST_SCRIPT } from './support/sample-collection';
import { lookup } from './support/trips';

const table = createTable();

const rewritten = rewriteCollection(table, COLLECTION, 'rails', lookup);

test('everything around the requests stays', async () => {
  const { collection } = await rewritten;
  const { item, ...around } = collection as typeof COLLECTION;
  const { item: _item, ...former } = COLLECTION;
  expect(around).toEqual(former);
  expect(item.map(({ name }) => name)).toEqual(COLLECTION.item.map(({ name }) => name));
  expect(item[0]).toMatchObject({
    description: 'what administrators do',
    item: [{ name: 'Suspend somebody' }, { name: 'Deeper' }],
  });
  expect(item.slice(4)).toEqual(COLLECTION.item.slice(4));
});

test('a request says it in the other dialect, with its name, scripts, description and headers', async () => {
  const { collection } = await rewritten;
  const [folder] = (collection as typeof COLLECTION).item;
  expect(folder?.item?.[0]).toEqual({
    name: 'Suspend somebody',
    event: TEST_SCRIPT,
    request: {
      method: 'PUT',
      description: 'for a while',
      header: [
        { key: 'X-Request-Id', value: '{{$guid}}' },
        { key: 'X-Off', value: '1', disabled: true },
        { key: 'Content-Type', value: 'application/json' },
      ],
      url: {
        raw: '{{baseUrl}}/api/v1/users/{{userId}}',
        host: ['{{baseUrl}}'],
        path: ['api', 'v1', 'users', '{{userId}}'],
      },
      body: { mode: 'raw', raw: '{\n  "status": "inactive"\n}', options: { raw: { language: 'json' } } },
    },
    response: [],
  });
});

test('a request with a query and none with a body', async () => {
  const { collection } = await rewritten;
  expect((collection as typeof COLLECTION).item[3]).toEqual({
    name: 'Page',
    request: {
      method: 'GET',
      header: [],
      url: {
        raw: '{{baseUrl}}/api/v1/users?status=inactive&limit=5',
        host: ['{{baseUrl}}'],
        path: ['api', 'v1', 'users'],
        query: [
          { key: 'status', value: 'inactive' },
          { key: 'limit', value: '5' },
        ],
      },
    },
  });
});

test('what cannot be placed stays as it was, and is told', async () => {
  const { collection, placements } = await rewritten;
  const { item } = collection as typeof COLLECTION;
  expect(item[0]?.item?.[1]).toEqual(COLLECTION.item[0]?.item?.[1]);
  expect(item[2]).toEqual(COLLECTION.item[2]);
  const told = placements.map(({ name, isPlaced, lost, readsAnswers }) => [
    name,
    isPlaced,
    readsAnswers,
    ...lost.map(({ what, why }) => `${what}: ${why}`),
  ]);
  expect(told).toEqual([
    ['Administration / Suspend somebody', true, false, 'reason: rails has no field for it'],
    ['Administration / Deeper / Lock', false, false, 'users.lock: rails has no words for it'],
    [
      'Create',
      true,
      true,
      'username: rails: made from the email address of a new user',
      'password: rails: a user made here signs in with a password once an administrator has set one',
    ],
    [
      'Somewhere else',
      false,
      false,
      expect.stringMatching(
        /^request: the request must be one that some dialect serves, which GET \/weather is not/,
      ),
    ],
    ['Page', true, false],
  ]);
});
