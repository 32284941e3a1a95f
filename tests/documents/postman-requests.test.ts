import type { RequestItem } from '../../routes/documents/postman/collection-format';
import { itemsOf, labelOf, ownItems, scriptOf } from './postman-items';

const find = (dialect: string, label: string, name = ''): RequestItem => {
  const item = ownItems(dialect).find((one) => labelOf(one) === label && one.name.includes(name));
  if (!item) throw new Error(`there is no request ${label}`);
  return item;
};

const bodyOf = (item: RequestItem): string => item.request.body?.raw ?? '';

test.each<[dialect: string, label: string, url: string, body: string]>([
  [
    'rest',
    'POST /api/users/create',
    '{{baseUrl}}/api/users/create',
    `{
  "username": "newuser-{{unique}}",
  "email": "newuser-{{unique}}@example.com",
  "password": "securepassword123-{{secret}}",
  "status": "active"
}`,
  ],
  ['rest', 'DELETE /api/users/{id}', '{{baseUrl}}/api/users/{{memberId}}', ''],
  [
    'rest',
    'DELETE /api/users/sessions/{id}/{sid}',
    '{{baseUrl}}/api/users/sessions/{{memberId}}/{{sessionId}}',
    '',
  ],
  [
    'rest',
    'PUT /api/tokens/policy',
    '{{baseUrl}}/api/tokens/policy',
    `{
  "token_id": {{tokenId}},
  "policy_id": {{policyId}}
}`,
  ],
  [
    'rest',
    'POST /api/auth/login',
    '{{baseUrl}}/api/auth/login',
    `{
  "username": "{{memberUsername}}",
  "password": "{{memberPassword}}"
}`,
  ],
  [
    'rest',
    'PUT /api/auth/password',
    '{{baseUrl}}/api/auth/password',
    `{
  "current_password": "{{memberPassword}}",
  "new_password": "newpassword456-{{secret}}"
}`,
  ],
  ['colon', 'GET /users:get', '{{baseUrl}}/users:get?id={{memberId}}', ''],
  [
    'laravel',
    'POST /api/admin/users',
    '{{baseUrl}}/api/admin/users',
    `{
  "name": "John Doe {{unique}}",
  "email": "john-{{unique}}@example.com",
  "password": "password123-{{secret}}",
  "role_id": 1,
  "phone_number": "+4930{{digits}}"
}`,
  ],
  [
    'laravel',
    'POST /api/admin/login',
    '{{baseUrl}}/api/admin/login',
    `{
  "email": "{{memberEmail}}",
  "password": "{{memberPassword}}"
}`,
  ],
  [
    'flask',
    'POST /form/api/v1/user/security/extend-password-expiry',
    '{{baseUrl}}/form/api/v1/user/security/extend-password-expiry',
    `{
  "user_id": "{{memberId}}",
  "days": 90
}`,
  ],
])('%s: %s', (dialect, label, url, body) => {
  const item = find(dialect, label);
  expect([item.request.method, item.request.url.raw]).toEqual([label.split(' ')[0], url]);
  expect(bodyOf(item)).toBe(body);
  expect(item.request.header).toEqual(
    body === '' ? [] : [{ key: 'Content-Type', value: 'application/json' }],
  );
});

test('one URL of colon is a request for each thing that it does', () => {
  const named = ownItems('colon').filter((item) => labelOf(item) === 'POST /users:update');
  expect(named.map((item) => [item.name, JSON.parse(bodyOf(item))])).toEqual([
    ['Update a user', { email: 'updateduser-{{unique}}@example.com', role: 'user', can_write: true }],
    [
      'Update a user (action=reset_password)',
      { action: 'reset_password', new_password: 'NewSecurePassword123#-{{secret}}' },
    ],
    ["End all of a user's sessions", { action: 'revoke_sessions' }],
  ]);
});

test('a list offers its parameters, and asks for one page', () => {
  const { query } = find('flask', 'GET /form/api/v1/user/users').request.url;
  expect(query?.map(({ key, disabled }) => `${key}${disabled ? '' : ' on'}`)).toEqual([
    ...['is_active', 'role', 'q', 'deleted', 'sort'],
    ...['limit on', 'cursor'],
  ]);
});

test('whoever is told to ask for itself does: the member that the run has made', () => {
  const { auth } = find('flask', 'GET /form/api/v1/user/status').request;
  expect(auth).toMatchObject({ type: 'bearer', bearer: [{ value: '{{memberToken}}' }] });
});

test('what was sent comes back, and ids are kept for what follows', () => {
  expect(scriptOf(find('laravel', 'POST /api/admin/users'), 'test')).toContain(
    `pm.test("tells what was sent", () => {
  const sent = JSON.parse(pm.variables.replaceIn(pm.request.body.raw));
  const told = pm.response.json().user;
  for (const key of ["name","email","role_id","phone_number"]) pm.expect(told[key], key).to.eql(sent[key]);
});
if (pm.response.code === 201) {
  const told = pm.response.json().user;
  pm.collectionVariables.set("memberId", String(told.id ?? ""));`,
  );
});

test('a wrong one-time code is refused in the words of the dialect', () => {
  const script = scriptOf(find('flask', 'POST /form/api/v1/auth/login', 'one-time'), 'test');
  expect(script).toContain('pm.response.to.have.status(401)');
  expect(script).toContain('pm.expect(pm.response.json()).to.eql({"msg":"Invalid OTP","success":false})');
});

test('errors are saved as they are answered', () => {
  const saved = find('rest', 'POST /api/users/{id}/suspend').response.map(({ name, body }) => [name, body]);
  expect(saved).toEqual(
    expect.arrayContaining([
      ['200 done', '{\n  "success": true,\n  "message": "User suspended successfully"\n}'],
      ['401 credentials missing', 'Unauthorized'],
      ['403 own account', 'You cannot suspend yourself'],
      ['404 user not found', 'User not found'],
      ['409 last administrator', 'The last active administrator must stay'],
    ]),
  );
  const taken = find('laravel', 'POST /api/admin/users').response.find(
    ({ name }) => name === '422 email taken',
  );
  expect(taken).toMatchObject({
    status: 'Unprocessable Entity',
    code: 422,
    header: [{ key: 'Content-Type', value: 'application/json; charset=utf-8' }],
    _postman_previewlanguage: 'json',
  });
  expect(JSON.parse(taken?.body ?? '')).toEqual({
    status: 'error',
    message: 'Validation failed',
    errors: { email: ['The email has already been taken.'] },
  });
});

test('a run begins with whoever is named in the environment and ends with its sign-out', () => {
  const items = itemsOf('rails');
  expect(items.slice(0, 4).map(({ request }) => `${request.method} ${request.url.raw}`)).toEqual([
    'POST {{baseUrl}}/api/auth/login',
    'GET {{baseUrl}}/api/auth/me',
    'POST {{baseUrl}}/api/policies',
    'POST {{baseUrl}}/api/admin/tokens',
  ]);
  expect(JSON.parse(items[0]?.request.body?.raw ?? '')).toEqual({
    username: '{{username}}',
    password: '{{password}}',
  });
  expect(items.slice(-3).map(({ request }) => `${request.method} ${request.url.raw}`)).toEqual([
    'DELETE {{baseUrl}}/api/admin/tokens/{{runTokenId}}',
    'DELETE {{baseUrl}}/api/policies/{{runPolicyId}}',
    'POST {{baseUrl}}/api/auth/logout',
  ]);
});
