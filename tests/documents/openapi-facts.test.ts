import { bodyAt, operationAt, operationsOf, responseAt, SUBJECTS, type Subject } from './openapi';

// What the seeds and the wire contract say, written down by hand: that the documents say it too.

const of = (name: string): Subject => {
  const found = SUBJECTS.find((subject) => subject.name === name);
  if (!found) throw new Error(`there is no ${name}`);
  return found;
};

const [rest, colon, rails, laravel, flask] = ['rest', 'colon', 'rails', 'laravel', 'flask'].map(of) as [
  Subject,
  Subject,
  Subject,
  Subject,
  Subject,
];

const JSON_TYPE = 'application/json';

/** The problem that a body of a request has; null where it may be sent. */
const problem = (subject: Subject, line: string, body: unknown): string | null => {
  const media = bodyAt(subject, line).content[JSON_TYPE];
  return media ? subject.checker.problemOf(media.schema, body) : 'takes no JSON';
};

const NEW_USER = { username: 'new', email: 'new@example.com', password: 'securepassword123' };

test('every dialect has its own number of operations, and all together are one document', () => {
  const counts = SUBJECTS.filter(({ name }) => name !== 'going').map(
    (subject) => operationsOf(subject).length,
  );
  const [all, ...each] = counts;
  expect(all).toBe(each.reduce((sum, count) => sum + count, 0));
  expect(Math.min(...each)).toBeGreaterThan(5);
});

test.each([
  [rest, 'POST /api/users', NEW_USER],
  [rest, 'POST /api/users', { ...NEW_USER, status: 'suspended', unknown: 'ignored' }],
  [rest, 'POST /api/users', { ...NEW_USER, username: ' Jos\u0301e Müller\n' }],
  [rest, 'POST /api/users', { ...NEW_USER, email: ' müller+x@bücher.example\n' }],
  [laravel, 'PUT /api/admin/users/{id}', { email: "o'neil@a.b-c.example" }],
  [rest, 'POST /api/auth/login', { email: 'new@example.com', password: 'x' }],
  [rest, 'POST /api/auth/login', { username: 'new', password: 'x' }],
  [rest, 'PUT /api/policies/{id}', { rate_limit_per_min: null, allowed_methods: ['GET'] }],
  [colon, 'POST /users:update', { action: 'revoke_sessions' }],
  [colon, 'POST /users:update', { action: 'reset_password', new_password: 'NewSecurePassword123#' }],
  [colon, 'POST /users:update', { role: 'admin' }],
  [laravel, 'PUT /api/admin/users/{id}', { role_id: 2 }],
  [laravel, 'PUT /api/admin/users/{id}', { role_id: '2' }],
  [flask, 'POST /form/api/v1/auth/login', { identifier: 'jdoe', password: 'x' }],
  [flask, 'POST /form/api/v1/auth/login', { mobile: '+4930123456', otp: '493027' }],
  [flask, 'POST /form/api/v1/user/users', { username: 'x', email: 'x@example.com', user_type: 'general' }],
] as const)('%#: it may be sent', (subject, line, body) => {
  expect(problem(subject, line, body)).toBeNull();
});

test.each([
  [rest, 'POST /api/users', { username: 'new', email: 'new@example.com' }, /password/],
  [rest, 'POST /api/users', { ...NEW_USER, password: 'short' }, /8 characters/],
  [rest, 'POST /api/users', { ...NEW_USER, username: 'x'.repeat(256) }, /255 characters/],
  [rest, 'POST /api/users', { ...NEW_USER, status: 'asleep' }, /allowed values/],
  [rest, 'POST /api/users', { ...NEW_USER, username: 'a@b' }, /pattern/],
  [rest, 'POST /api/users', { ...NEW_USER, username: 'a\u0000b' }, /pattern/],
  [rest, 'POST /api/users', { ...NEW_USER, username: 'a\u0085b' }, /pattern/],
  [rest, 'POST /api/users', { ...NEW_USER, username: ' \u3000\n' }, /pattern/],
  [rest, 'POST /api/users', { ...NEW_USER, email: 'nobody' }, /pattern/],
  [rest, 'POST /api/users', { ...NEW_USER, email: 'a@b' }, /pattern/],
  [rest, 'POST /api/users', { ...NEW_USER, email: 'a,b@example.com' }, /pattern/],
  [flask, 'POST /form/api/v1/user/users', { username: ' ', email: 'x@example.com' }, /pattern/],
  [rest, 'POST /api/auth/login', { password: 'x' }, /anyOf/],
  [rest, 'PUT /api/policies/{id}', { rate_limit_per_min: 0 }, />= 1/],
  [colon, 'POST /users:update', { action: 'reset_password' }, /new_password/],
  [laravel, 'PUT /api/admin/users/{id}', { role_id: 10 }, /allowed values/],
  [flask, 'POST /form/api/v1/auth/login', { password: 'x' }, /anyOf/],
  [
    flask,
    'POST /form/api/v1/user/users',
    { username: 'x', email: 'x@example.com', user_type: 'employee' },
    /password/,
  ],
] as const)('%#: it may not', (subject, line, body, why) => {
  expect(problem(subject, line, body)).toMatch(why);
});

test('a body is asked for where there must be one', () => {
  expect(bodyAt(rest, 'POST /api/users').required).toBe(true);
  expect(bodyAt(rest, 'POST /api/users/{id}/suspend').required).toBe(false);
  expect(operationAt(rest, 'POST /api/users/{id}/unsuspend').requestBody).toBeUndefined();
  expect(Object.keys(bodyAt(flask, 'POST /form/api/v1/auth/login').content)).toEqual([
    JSON_TYPE,
    'application/x-www-form-urlencoded',
  ]);
});

test('ids have the form of their dialect', () => {
  const schemaOf = (subject: Subject, line: string) => operationAt(subject, line).parameters?.[0];
  expect(schemaOf(rest, 'GET /api/users/{id}')).toMatchObject({
    in: 'path',
    required: true,
    schema: { type: 'integer', minimum: 1 },
  });
  expect(schemaOf(colon, 'GET /users:get')).toMatchObject({
    in: 'query',
    required: true,
    schema: { pattern: '^[0-7][0-9A-HJKMNP-TV-Z]{25}$' },
  });
  expect(schemaOf(flask, 'GET /form/api/v1/user/users/{id}')).toMatchObject({
    schema: { pattern: '^[0-9a-f]{24}$' },
  });
});

test('errors stand in the form of the dialect', () => {
  const text = responseAt(rest, 'GET /api/users/{id}', 404).content['text/plain'];
  expect(text?.schema).toMatchObject({ type: 'string', const: 'User not found' });
  const taken = responseAt(colon, 'POST /users:create', 409).content[JSON_TYPE]?.examples;
  expect(taken?.['username_taken']?.value).toEqual({
    code: 409,
    error: 'username already exists',
    error_code: 'USERNAME_EXISTS',
  });
  const blank = responseAt(rails, 'POST /api/v1/users', 400).content[JSON_TYPE]?.examples;
  expect(blank?.['invalid_fields']?.value).toEqual({
    error: 'Validation failed',
    messages: { name: ["can't be blank"] },
  });
  expect(Object.keys(operationAt(laravel, 'POST /api/admin/users').responses)).toContain('422');
});

test('headers stand where they are sent', () => {
  const headers = (subject: Subject, line: string, status: number) =>
    Object.keys(responseAt(subject, line, status).headers);
  expect(headers(rest, 'POST /api/users', 201)).toContain('Location');
  expect(headers(rest, 'GET /api/users/{id}', 200)).not.toContain('Location');
  expect(headers(rest, 'GET /api/users', 200)).toEqual(expect.arrayContaining(['Link', 'X-Total-Count']));
  expect(headers(colon, 'GET /users:list', 200)).toEqual(
    expect.arrayContaining(['X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset']),
  );
  expect(headers(rails, 'GET /api/v1/users', 200)).not.toContain('X-RateLimit-Limit');
});

test('what the body decides between is told, and so is whose alias a spelling is', () => {
  const update = operationAt(colon, 'POST /users:update');
  expect(update['x-roster-variants']).toEqual([
    { operation: 'users.update', when: 'any other body' },
    { operation: 'users.update', when: 'action=reset_password' },
    { operation: 'users.endSessions', when: 'action=revoke_sessions' },
  ]);
  const alias = operationAt(rest, 'POST /api/users/update/{id}');
  expect(alias).toMatchObject({
    operationId: 'rest.users.update.post-users-update-id',
    'x-roster-operation': 'users.update',
    'x-roster-alias-of': 'rest.users.update',
  });
  expect(alias.description).toContain('Another spelling of `PUT /api/users/{id}`');
});
