import { outcome, useApi } from '../http/api';

const api = useApi();

const ask = (body: unknown) => api.ask('POST /api/translate', { body });

test('a translation, whole and to the byte', async () => {
  const ann = await api.server.user({ username: 'ann' });
  const answer = await ask({ from: `POST /api/users/${ann.id}/suspend\n\n{"reason":"left"}`, to: 'flask' });
  const path = `/form/api/v1/user/users/${ann.hexId}`;
  const { answer: told, ...rest } = answer.json as Record<string, Record<string, unknown>>;
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
  expect(JSON.stringify(rest)).toBe(
    JSON.stringify({
      from: { dialect: 'rest', operation: 'users.suspend', spelling: 'POST /api/users/{id}/suspend' },
      to: { dialect: 'flask', operation: 'users.update', spelling: 'PUT /form/api/v1/user/users/{id}' },
      request: {
        method: 'PUT',
        path,
        query: {},
        headers: { 'Content-Type': 'application/json' },
        body: { is_active: false },
      },
      curl: `curl -X PUT "$BASE_URL${path}" \\\n  -H 'Content-Type: application/json' \\\n  -d '{"is_active":false}'`,
      lost: [{ what: 'reason', why: 'flask has no field for it' }],
      notes: [{ what: 'permission', why: 'flask lets administrators alone do this' }],
    }),
  );
  expect(Object.keys(answer.json as object)).toEqual([
    'from',
    'to',
    'request',
    'curl',
    'answer',
    'lost',
    'notes',
  ]);
  expect(told).toEqual({
    status: 200,
    schema: expect.objectContaining({ type: 'object' }),
    example: expect.objectContaining({ id: '60d5ec49f8d2a31b4c7e9f01', username: 'jdoe' }),
    lacks: [],
  });
});

test('what no words are there for', async () => {
  const { status, text } = await ask({ from: 'GET /health', to: 'laravel' });
  expect([status, text]).toEqual([
    200,
    JSON.stringify({
      from: { dialect: 'colon', operation: 'system.health', spelling: 'GET /health' },
      to: { dialect: 'laravel', operation: null, spelling: null },
      request: null,
      curl: null,
      answer: null,
      lost: [{ what: 'system.health', why: 'laravel has no words for it' }],
      notes: [],
    }),
  ]);
});

const CURL = `curl -X PUT "http://h/api/users/2" -H "Authorization: Bearer $TOKEN" -d '{"email":"other@example.com"}'`;

test('the request works: asked as it was translated it does what was meant', async () => {
  const user = await api.server.user({ username: 'bob' });
  const { json } = await ask({ from: CURL.replace('/2', `/${user.id}`), to: 'colon' });
  const { request } = json as {
    request: { method: string; path: string; query: { id: string }; body: unknown };
  };
  expect(request).toMatchObject({ method: 'POST', path: '/users:update', query: { id: user.ulid } });
  const done = await api.ask(`${request.method} ${request.path}?id=${request.query.id}`, {
    body: request.body,
  });
  expect([done.status, (done.json as { user: { email: string } }).user.email]).toEqual([
    200,
    'other@example.com',
  ]);
});

test.each<[string, unknown, string]>([
  [
    'an unknown dialect',
    { from: 'GET /api/users', to: 'klingon' },
    '400 to must be one of: rest, colon, rails, laravel, flask',
  ],
  [
    'no request',
    { from: 'hello', to: 'rest' },
    '400 from must be a curl line, an HTTP request, a HAR entry or a Postman item',
  ],
  [
    'nothing',
    { from: '', to: 'rest' },
    '400 from must be a curl line, an HTTP request, a HAR entry or a Postman item',
  ],
  [
    'a collection',
    { from: '{"info":{},"item":[]}', to: 'rest' },
    '400 from must be one request; this is a collection, which only `roster translate` takes whole',
  ],
  ['no from', { to: 'rest' }, '400 from is required'],
  ['no to', { from: 'GET /api/users' }, '400 to is required'],
  ['null', { from: null, to: 'rest' }, '400 from must not be null'],
  ['a number', { from: 1, to: 'rest' }, '400 from must be a string'],
  ['no object', [], '400 Invalid request body'],
])('is refused: %s', async (_name, body, expected) => {
  expect(outcome(await ask(body))).toBe(expected);
});

test('is refused where no dialect serves it, with what is near it', async () => {
  expect(outcome(await ask({ from: 'GET /api/user/2', to: 'rest' }))).toMatch(
    /^400 from must be one that some dialect serves, which GET \/api\/user\/2 is not; the nearest are GET \/api\/users\/\{id\}, /,
  );
});

test('it leaves no trace: no audit entry, and the text of the request stands in no log line', async () => {
  const count = async () =>
    (await api.server.database.pool.query('select count(*)::int as n from audit_entries')).rows[0]?.n;
  const before = await count();
  await ask({
    from: 'POST /api/auth/login\n\n{"username":"ann","password":"my-secret-password"}',
    to: 'colon',
  });
  expect(await count()).toBe(before);
  expect(api.server.logLines.filter((line) => line.includes('my-secret-password'))).toEqual([]);
});

test('only POST', async () => {
  const answer = await api.ask('GET /api/translate');
  expect([answer.status, answer.headers['allow']]).toEqual([405, 'POST, OPTIONS']);
});
