import { cleanUp, runRoster } from '../support/roster-process';

jest.setTimeout(60_000);
afterAll(cleanUp);

const explain = (...args: string[]) => runRoster(['explain', ...args]);

test('an alias, line by line', async () => {
  const { code, stdout, stderr } = await explain('GET /api/users/get/2');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe(
    [
      'users.get  Get a user',
      'dialect     rest',
      'spelling    GET /api/users/{id}',
      'alias       GET /api/users/get/{id}',
      'permission  users:read or self',
      'lifecycle   no end planned',
      'elsewhere',
      '  colon     GET /users:get',
      '  rails     GET /api/v1/users/{id}',
      '  laravel   GET /api/admin/users/{id}',
      '  flask     GET /form/api/v1/user/users/{id}',
      '',
    ].join('\n'),
  );
});

test('what other operations do it elsewhere, and where nobody does', async () => {
  const { stdout } = await explain('POST /api/users/2/suspend');
  expect(stdout.split('\n').slice(-5)).toEqual([
    '  colon     has no words for it',
    '  rails     PUT /api/v1/users/{id} {"status":"inactive"} (users.update)',
    '  laravel   has no words for it',
    '  flask     PUT /form/api/v1/user/users/{id} {"is_active":false} (users.update)',
    '',
  ]);
});

test('all that the body could make of it', async () => {
  const { stdout } = await explain('POST /users:update');
  expect(stdout.match(/^spelling.*$/gm)).toEqual([
    'spelling    POST /users:update when action=revoke_sessions',
    'spelling    POST /users:update when action=reset_password',
    'spelling    POST /users:update',
  ]);
});

test('--json is JSON', async () => {
  const { code, stdout } = await explain('GET /health', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject([
    { operation: 'system.health', permission: 'public', lifecycle: 'no end planned' },
  ]);
});

test.each<[string, string]>([
  [
    'GET /api/usr/2',
    'the request must be one that some dialect serves, which GET /api/usr/2 is not; the nearest are GET /api/users/{id}, ',
  ],
  ['what is this', 'the request must be a curl line, an HTTP request, a HAR entry or a Postman item'],
  ['nothing.txt', 'nothing.txt is no file and no request'],
])('%j is unknown: exit code 1, with what is near it', async (text, reason) => {
  const { code, stdout, stderr } = await explain(text);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr.startsWith(`roster: ${reason}`)).toBe(true);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});
