import { useApi } from '../http/api';
import { movableClock } from '../http/movable-clock';
import { ledger, NOON, newestToken, type Row, row, withoutQuestions } from './ledger';

const clock = movableClock(NOON);
const api = useApi({ clock });

let token = '';
let tokenId = 0;

beforeEach(async () => {
  clock.set(NOON);
  await api.server.wiring.usage.flush();
  await api.server.database.pool.query('truncate usage, traffic_minutes');
  token = await api.server.token(api.admin.id);
  tokenId = await newestToken(api);
});

/** The rows of these tests' calls, without the questions to the ledger. */
const rows = async (query = ''): Promise<Row[]> => withoutQuestions(await ledger(api, `?${query}`));

test.each([
  ['rest', 'GET /api/users/1', 'GET /api/users/{id}', 'GET /api/users/{id}'],
  ['rest', 'GET /api/users/get/1', 'GET /api/users/get/{id}', 'GET /api/users/{id}'],
  ['rest', 'HEAD /api/users/get/1', 'GET /api/users/get/{id}', 'GET /api/users/{id}'],
  ['colon', 'GET /users:get?id={ulid}', 'GET /users:get', 'GET /users:get'],
  ['colon', 'GET /users%3Aget?id={ulid}', 'GET /users:get', 'GET /users:get'],
  ['rails', 'GET /api/v1/users/1', 'GET /api/v1/users/{id}', 'GET /api/v1/users/{id}'],
  ['laravel', 'GET /api/admin/users/1', 'GET /api/admin/users/{id}', 'GET /api/admin/users/{id}'],
  [
    'flask',
    'GET /form/api/v1/user/users/{hex}',
    'GET /form/api/v1/user/users/{id}',
    'GET /form/api/v1/user/users/{id}',
  ],
])('%s: %s is one row', async (dialect, line, binding, canonical) => {
  const asked = line.replace('{ulid}', api.admin.ulid).replace('{hex}', api.admin.hexId);
  const headers = { 'User-Agent': 'nightly/1.0' };
  expect((await api.ask(asked, { token, headers })).status).toBe(200);
  clock.advance(1);
  expect((await api.ask(asked, { token, headers })).status).toBe(200);
  clock.advance(-1);
  const expected = { dialect, binding, canonical, requests: 2, last_7_days: 2 };
  const more = { last_at: '2030-06-15T12:00:01Z', user_agent: 'nightly/1.0' };
  expect(await rows(`token_id=${tokenId}`)).toEqual([row({ ...expected, ...more })]);
});

test('errors are counted, whoever throws them; what leads nowhere is not', async () => {
  await api.ask('GET /api/users/999', { token });
  await api.ask('GET /api/users/1', { token });
  await api.ask('GET /api/nothing', { token });
  await api.ask('DELETE /api/users', { token });
  await api.ask('OPTIONS /api/users', { token });
  await api.ask('POST /api/users', { token, raw: '{' });
  await api.server.ask('GET /livez');
  await api.server.ask('GET /openapi.json');
  const create = { operation: 'users.create', binding: 'POST /api/users', canonical: 'POST /api/users' };
  expect(await rows()).toEqual([row({ requests: 2, errors: 1 }), row({ ...create, errors: 1 })]);
});

test('a URL whose body decides: the operation that was served, else that of any other body', async () => {
  const target = await api.server.user({ username: 'target' });
  const line = `POST /users:update?id=${target.ulid}`;
  await api.ask(line, { token, body: { action: 'revoke_sessions' } });
  await api.ask(line, { token, body: { email: 'other@example.com' } });
  await api.ask(line, { token, raw: '{' });
  await api.server.ask(line, { body: { email: 'other@example.com' } });
  const update = { dialect: 'colon', binding: 'POST /users:update', canonical: 'POST /users:update' };
  const told = (await rows('by=operation,binding,caller')).map(({ operation, caller, requests, errors }) => [
    operation,
    caller?.kind,
    requests,
    errors,
  ]);
  expect(told).toEqual([
    ['users.update', 'token', 2, 1],
    ['users.endSessions', 'token', 1, 0],
    ['users.update', 'anonymous', 1, 1],
  ]);
  expect(await rows()).toEqual([row({ ...update, operation: null, requests: 4, errors: 2, callers: 2 })]);
});

test('the user agent: the latest that was told, without control characters, cut at 255', async () => {
  const ask = (agent: string) => api.ask('GET /api/users/1', { token, headers: { 'User-Agent': agent } });
  await ask('first');
  clock.advance(1);
  await ask('second\tone\u0085');
  expect((await rows()).map(({ user_agent }) => user_agent)).toEqual(['secondone']);
  clock.advance(1);
  await api.ask('GET /api/users/1', { token });
  expect((await rows()).map(({ user_agent }) => user_agent)).toEqual(['secondone']);
  clock.advance(1);
  await ask('x'.repeat(300));
  expect((await rows()).map(({ user_agent }) => user_agent)).toEqual(['x'.repeat(255)]);
  clock.advance(1);
  // Of two callers it is nobody's.
  await api.ask('GET /api/users/1', { headers: { 'User-Agent': 'other' } });
  expect((await rows()).map(({ user_agent }) => user_agent)).toEqual([null]);
});

test('a token and a user that are gone stay in the ledger, without their names', async () => {
  await api.ask('GET /api/users/1', { token });
  await api.ask(`DELETE /api/admin/tokens/${tokenId}`);
  const caller = { kind: 'token', token_id: tokenId, token_name: null, user_id: 1, username: 'admin' };
  expect(await rows(`token_id=${tokenId}&by=binding,caller`)).toEqual([row({ caller })]);
});

test('answers include what the answering process has not yet written', async () => {
  for (let count = 1; count <= 20; count += 1) {
    await api.ask('GET /api/users/1', { token });
    expect((await rows(`token_id=${tokenId}`))[0]?.requests).toBe(count);
  }
});

test('nothing of a query, a body or a token is in the ledger', async () => {
  await api.ask('GET /api/users?q=private-search', { token });
  await api.server.ask('POST /api/auth/login', {
    body: { username: 'nobody', password: 'private-password' },
  });
  const kept = JSON.stringify(await rows('by=day,binding,caller'));
  expect(kept).not.toContain('private');
  expect(kept).not.toContain(token);
});
