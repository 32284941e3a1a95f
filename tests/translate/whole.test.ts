import { translated, ULID } from './support/said';

test('everything that is known of a translation', async () => {
  const text = `curl -X POST "$BASE/users:update?id=${ULID}" -H "Authorization: Bearer $TOKEN" -H 'User-Agent: x' -d '{"email":"ann@example.com","role":"admin","mood":"good"}'`;
  expect(await translated(text, 'rest')).toEqual({
    from: { dialect: 'colon', operation: 'users.update', spelling: 'POST /users:update' },
    to: { dialect: 'rest', operation: 'users.update', spelling: 'PUT /api/users/{id}' },
    request: {
      method: 'PUT',
      path: '/api/users/2',
      query: {},
      headers: { Authorization: 'Bearer {{TOKEN}}', 'Content-Type': 'application/json' },
      body: { email: 'ann@example.com' },
    },
    curl: [
      'curl -X PUT "$BASE/api/users/2" \\',
      '  -H "Authorization: Bearer $TOKEN" \\',
      "  -H 'Content-Type: application/json' \\",
      `  -d '{"email":"ann@example.com"}'`,
    ].join('\n'),
    answer: {
      status: 200,
      schema: expect.objectContaining({ type: 'object', additionalProperties: false }),
      example: expect.objectContaining({ id: 2, username: 'user1', status: 'active' }),
      lacks: [
        { what: 'role', why: 'rest: beside the user, at /api/users/{id}/roles', field: 'roles' },
        { what: 'can_write', why: 'rest: in the directory alone', field: 'canWrite' },
      ],
    },
    lost: [{ what: 'role', why: 'rest: beside the user, at /api/users/{id}/roles', field: 'roles' }],
    notes: [
      {
        what: 'Content-Type',
        why: 'colon would refuse this: 415, since it is sent as application/x-www-form-urlencoded and not as application/json',
        field: 'contentType',
      },
      { what: 'mood', why: 'colon knows nothing of it and leaves it out', field: 'ignored' },
    ],
  });
});

test.each<[string, string, string, unknown]>([
  [
    'no request',
    'hello there',
    'rest',
    { field: 'text', rule: 'range', expected: expect.stringMatching(/^a curl line/) },
  ],
  [
    'no such dialect',
    'GET /api/users',
    'klingon',
    { field: 'into', rule: 'one_of', expected: ['rest', 'colon', 'rails', 'laravel', 'flask'] },
  ],
  [
    'no route',
    'GET /api/user/2',
    'rest',
    {
      field: 'text',
      rule: 'range',
      expected: expect.stringMatching(
        /^one that some dialect serves, which GET \/api\/user\/2 is not; the nearest are GET \/api\/users\/\{id\}, /,
      ),
    },
  ],
  [
    'another method',
    'DELETE /api/users/list',
    'rest',
    {
      field: 'text',
      rule: 'range',
      expected: expect.stringMatching(/is not; the nearest are GET \/api\/users\/list, /),
    },
  ],
  [
    'what its own dialect refuses',
    'GET /api/users?limit=0',
    'colon',
    {
      field: 'text',
      rule: 'range',
      expected: 'one that rest takes, which says to this: limit must be from 1 to 200',
    },
  ],
  [
    'a body that is no object',
    'PUT /api/users/2\n\n[1]',
    'rails',
    { field: 'text', rule: 'range', expected: 'one with a JSON object as its body' },
  ],
])('is refused: %s', async (_name, text, to, issue) => {
  await expect(translated(text, to)).rejects.toMatchObject({
    code: 'invalid_fields',
    details: { issues: [issue] },
  });
});
