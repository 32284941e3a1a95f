import { createTable } from '../../routes/table';
import { rewriteCollection } from '../../routes/translate/collection/rewrite-collection';
import { COLLECTION } from './support/sample-collection';

const table = createTable();

test('what holds no request is told, and stays', async () => {
  const item = [{ name: 'noreq' }, null, 5, { name: 'folder', item: [['x'], {}] }];
  const { collection, placements, notes } = await rewriteCollection(table, { item }, 'rails');
  expect([collection['item'], placements]).toEqual([item, []]);
  const why = 'has no request that is read, and stays as it was';
  expect(notes).toEqual(
    ['noreq', 'unnamed', 'unnamed', 'folder / unnamed', 'folder / unnamed'].map((what) => ({
      what,
      why,
      field: 'item',
    })),
  );
});

test('what lets nobody in is told of collections, folders and requests', async () => {
  const auth = { type: 'basic', basic: [] };
  const own = { name: 'one', request: { method: 'GET', url: '/api/users?limit=5', auth } };
  const { placements, notes } = await rewriteCollection(
    table,
    { auth, item: [{ name: 'folder', auth, item: [own] }] },
    'rest',
  );
  const why = 'basic lets nobody in here: put a Bearer token in its place';
  expect(placements).toMatchObject([{ name: 'folder / one', notes: [{ what: 'auth', why }] }]);
  expect(notes).toMatchObject([
    { what: 'auth', why },
    { what: 'folder', why },
  ]);
});

test('a collection is taken as the API of Postman hands it out', async () => {
  const { collection } = await rewriteCollection(table, { collection: COLLECTION }, 'rails');
  expect(collection['info']).toEqual(COLLECTION.info);
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
