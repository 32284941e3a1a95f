import { unique, useApi } from './api';

const api = useApi();

const STALE = { 'If-Match': '"0-0"' };

const tagOf = async (id: number): Promise<string> =>
  (await api.ask(`GET /api/directory/${id}`)).headers['etag'] ?? 'none';

test('an administrator is told that it may not touch a superadmin, not which version that has', async () => {
  const chief = await api.server.user({ username: unique('chief'), roles: ['superadmin'] });
  for (const header of ['"0-0"', await tagOf(chief.id), '*']) {
    for (const line of [`PUT /api/users/${chief.id}`, `DELETE /api/users/${chief.id}`]) {
      const answer = await api.ask(line, { body: {}, headers: { 'If-Match': header } });
      expect([line, header, answer.status, answer.text]).toEqual([line, header, 403, 'Forbidden']);
    }
  }
});

test('what is wrong with the request is told before the version', async () => {
  const { id } = await api.server.user({ username: unique() });
  for (const body of [{ email: 'no address' }, { password: 'short' }]) {
    const { status } = await api.ask(`PUT /api/users/${id}`, { body, headers: STALE });
    expect([body, status]).toEqual([body, 400]);
  }
});

test('the version is told before what the directory has against it', async () => {
  const [one, other] = [
    await api.server.user({ username: unique() }),
    await api.server.user({ username: unique() }),
  ];
  const taken = { body: { username: other.username } };
  const line = `PUT /api/users/${one.id}`;
  expect((await api.ask(line, { ...taken, headers: STALE })).status).toBe(412);
  expect((await api.ask(line, taken)).status).toBe(409);
});

test('what is no id is nobody', async () => {
  for (const id of ['x', '01', '9223372036854775808']) {
    const answer = await api.ask(`DELETE /api/users/${id}`, { headers: { 'If-Match': '*' } });
    expect([id, answer.status, answer.text]).toEqual([id, 412, 'Precondition Failed']);
    expect((await api.ask(`DELETE /api/users/${id}`)).status).toBe(404);
  }
});

test('a deleted user is restored in the version that is named alone', async () => {
  const { id } = await api.server.user({ username: unique() });
  const live = await tagOf(id);
  await api.ask(`DELETE /api/users/${id}`);
  const line = `POST /api/users/${id}/restore`;
  const stale = await api.ask(line, { headers: { 'If-Match': live } });
  expect([stale.status, stale.text]).toEqual([412, 'Precondition Failed']);
  expect((await api.ask(line, { headers: { 'If-Match': await tagOf(id) } })).status).toBe(200);
});

test('reads, lists and creates do not heed If-Match', async () => {
  const { id } = await api.server.user({ username: unique() });
  expect((await api.ask(`GET /api/users/${id}`, { headers: STALE })).status).toBe(200);
  expect((await api.ask('GET /api/users', { headers: STALE })).status).toBe(200);
  const username = unique('made');
  const body = { username, email: `${username}@example.com`, password: 'password-1' };
  expect((await api.ask('POST /api/users', { body, headers: STALE })).status).toBe(201);
});

test('effects do not heed If-None-Match', async () => {
  const { id } = await api.server.user({ username: unique() });
  const headers = { 'If-None-Match': '*' };
  expect((await api.ask(`PUT /api/users/${id}`, { body: {}, headers })).status).toBe(200);
  expect((await api.ask(`DELETE /api/users/${id}`, { headers })).status).toBe(200);
});
