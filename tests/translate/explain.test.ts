import { createTable } from '../../routes/table';
import { explainText } from '../../routes/translate/explain';
import { SPECS } from '../../src/operations/specs';

const table = createTable();

test('an alias is told with the spelling that it stands for', async () => {
  expect(await explainText(table, 'GET /api/users/get/2')).toEqual([
    {
      operation: 'users.get',
      summary: SPECS['users.get'].summary,
      permission: 'users:read or self',
      dialect: 'rest',
      spelling: 'GET /api/users/{id}',
      aliases: ['GET /api/users/get/{id}'],
      elsewhere: [
        { dialect: 'colon', spelling: 'GET /users:get' },
        { dialect: 'rails', spelling: 'GET /api/v1/users/{id}' },
        { dialect: 'laravel', spelling: 'GET /api/admin/users/{id}' },
        { dialect: 'flask', spelling: 'GET /form/api/v1/user/users/{id}' },
      ],
      lifecycle: 'no end planned',
    },
  ]);
});

test('what another operation does in other dialects', async () => {
  const [suspend] = await explainText(table, 'POST /api/users/2/suspend');
  expect(suspend?.elsewhere).toEqual([
    { dialect: 'colon', spelling: null },
    {
      dialect: 'rails',
      spelling: 'PUT /api/v1/users/{id}',
      operation: 'users.update',
      body: { status: 'inactive' },
    },
    { dialect: 'laravel', spelling: null },
    {
      dialect: 'flask',
      spelling: 'PUT /form/api/v1/user/users/{id}',
      operation: 'users.update',
      body: { is_active: false },
    },
  ]);
});

test.each<[string, readonly string[]]>([
  ['POST /users:update', ['action=reset_password', 'action=revoke_sessions', 'none']],
  ['POST /users:update\n\n{"action":"revoke_sessions"}', ['action=revoke_sessions']],
  ['POST /users:update\n\n{"email":"a@b.cd"}', ['none']],
  ['POST /form/api/v1/auth/login\n\n{"mobile":"1","otp":"2"}', ['otp is given']],
])('%j: the body decides, where there is one', async (text, conditions) => {
  const explained = await explainText(table, text);
  expect(explained.map(({ when }) => when ?? 'none').sort()).toEqual(conditions);
});

test('every spelling can be explained', async () => {
  for (const { label, binding, dialect } of table.routes) {
    const explained = await explainText(table, label);
    const own = explained.find(({ operation }) => operation === binding.operation);
    expect([label, own?.dialect, own?.elsewhere.length]).toEqual([label, dialect.name, 4]);
  }
});

test('what nobody serves is refused with what is near it', async () => {
  await expect(explainText(table, 'GET /api/user/get/2')).rejects.toMatchObject({
    details: { issues: [{ field: 'text', expected: expect.stringContaining('GET /api/users/get/{id}') }] },
  });
});
