import { createTable } from '../../routes/table';
import { rewriteCollection } from '../../routes/translate/collection/rewrite-collection';
import { COLLECTION } from './support/sample-collection';
import { lookup } from './support/trips';

const table = createTable();

test('a base URL that holds a part of the path is written out', async () => {
  const { collection, placements } = await rewriteCollection(
    table,
    {
      variable: [{ key: 'api', value: 'http://localhost:3000/api/' }],
      item: [{ name: 'get', request: { method: 'GET', url: '{{api}}/users/get/:id' } }],
    },
    'colon',
    lookup,
  );
  expect(placements).toMatchObject([{ name: 'get', isPlaced: true, lost: [] }]);
  expect(collection['item']).toEqual([
    {
      name: 'get',
      request: {
        method: 'GET',
        header: [],
        url: {
          raw: 'http://localhost:3000/users:get?id={{id}}',
          protocol: 'http',
          host: ['localhost:3000'],
          path: ['users:get'],
          query: [{ key: 'id', value: '{{id}}' }],
        },
      },
    },
  ]);
});

test('a name that stands for a number stays without quotes', async () => {
  const { collection } = await rewriteCollection(
    table,
    {
      item: [
        {
          name: 'policy',
          request: {
            method: 'POST',
            url: '{{baseUrl}}/api/tokens/policy',
            body: { mode: 'raw', raw: '{"token_id": {{tokenId}}, "policy_id": {{policyId}}}' },
          },
        },
      ],
    },
    'rest',
  );
  expect(JSON.stringify(collection)).toContain(
    JSON.stringify('{\n  "token_id": {{tokenId}},\n  "policy_id": {{policyId}}\n}').slice(1, -1),
  );
});

test.each([[null], [[]], [{}], [{ item: 'x' }], ['text'], [{ item: [], request: {} }]])(
  '%j is no collection',
  async (value) => {
    await expect(rewriteCollection(table, value, 'rest')).rejects.toMatchObject({
      details: { issues: [{ field: 'text', rule: 'range', expected: 'a Postman collection (v2.1)' }] },
    });
  },
);

test('a dialect that there is not is no fault of one request', async () => {
  await expect(rewriteCollection(table, COLLECTION, 'klingon')).rejects.toMatchObject({
    details: { issues: [{ field: 'into', rule: 'one_of' }] },
  });
});

test('the collection that was given is not changed', async () => {
  const before = JSON.stringify(COLLECTION);
  await rewriteCollection(table, COLLECTION, 'flask');
  expect(JSON.stringify(COLLECTION)).toBe(before);
});
