import { createTable, DIALECTS } from '../../routes/table';
import { successorRequest } from '../../routes/translate/successor-request';
import type { IdLookup } from '../../src/domain/translation';

const plan = { deprecated: new Date('2026-01-01T00:00:00Z') };
const table = createTable(
  DIALECTS,
  undefined,
  ['aliases:rest', 'dialect:colon', 'dialect:rails', 'dialect:flask'].map((match) => ({ match, plan })),
);
const IDS = { id: 2, ulid: '01KH1K9G4KPG10BEV0PNTMYNWJ', hexId: '60d5ec49f8d2a31b4c7e9f01' };

/** What comes after a call, and how many questions it took. */
const after = async (label: string, path: string, search = '', known = true) => {
  const asked: string[] = [];
  const lookup: IdLookup = async (target, { value }) => {
    asked.push(`${target} ${value}`);
    return known ? IDS : null;
  };
  const route = table.routes.find((one) => one.label === label);
  if (!route) throw new Error(`there is no ${label}`);
  const params = table.match(path)?.params ?? {};
  const query = Object.fromEntries(new URLSearchParams(search));
  const request = { path, params, query, body: undefined, callerId: 1 };
  const filled = await successorRequest({ route, request, search }, table, { caller: IDS, lookup });
  return { line: filled && `${filled.method} ${filled.target}`, asked };
};

test.each<[string, string, string, string | null, string[]]>([
  ['GET /api/users/get/{id}', '/api/users/get/7', '', 'GET /api/users/7', []],
  ['GET /api/users/get/{id}', '/api/users/get/abc', 'token=hush', 'GET /api/users/abc', []],
  ['GET /api/users/list', '/api/users/list', 'x=1&limit=2&token=hush', 'GET /api/users?limit=2', []],
  ['GET /api/v1/users/{id}', '/api/v1/users/7', '', 'GET /api/users/7', []],
  ['GET /users:get', '/users:get', `id=${IDS.ulid}`, 'GET /api/users/2', [`user ${IDS.ulid}`]],
  ['POST /users:destroy', '/users:destroy', `id=${IDS.ulid}`, 'DELETE /api/users/2', [`user ${IDS.ulid}`]],
  ['GET /apikeys:get', '/apikeys:get', `id=${IDS.ulid}`, 'GET /api/admin/tokens/2', [`token ${IDS.ulid}`]],
  // What the caller says of itself needs no question.
  ['POST /auth:me', '/auth:me', '', 'PUT /api/users/2', []],
  // Nothing of it is an id.
  ['GET /users:get', '/users:get', 'id=7', null, []],
  ['GET /users:get', '/users:get', '', null, []],
  // Not asked for what could not be said anyway.
  ['GET /users:list', '/users:list', `after=${IDS.ulid}`, null, []],
])('%s at %s?%s leads to %s', async (label, path, search, line, asked) => {
  expect(await after(label, path, search)).toEqual({ line, asked });
});

test('what nobody knows leads nowhere, after one question', async () => {
  expect(await after('GET /users:get', '/users:get', `id=${IDS.ulid}`, false)).toEqual({
    line: null,
    asked: [`user ${IDS.ulid}`],
  });
});
