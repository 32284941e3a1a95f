import { insertManyUsers } from '../support/many-users';
import { useDirectory } from './directory';

const directory = useDirectory();

const PAST = '2020-01-01T00:00:00.000000Z';

beforeAll(async () => {
  const { server } = directory();
  await server.user({
    username: 'ada',
    name: 'Ada Lovelace',
    email: 'ada@example.org',
    roles: ['admin', 'user'],
  });
  const sue = await server.user({ username: 'sue' });
  await server.ask(`POST /api/users/${sue.id}/suspend`, {
    token: directory().token,
    body: { until: '2999-01-31T12:00:00Z' },
  });
  await server.user({ username: '林さん', email: 'hayashi@example.com' });
  const gone = await server.user({ username: 'gone' });
  await server.ask(`DELETE /api/users/${gone.id}`, { token: directory().token });
  const lou = await server.user({ username: 'lou' });
  await server.ask(`POST /form/api/v1/user/users/${lou.hexId}/lock`, { token: directory().token });
  await server.database.pool.query('update users set last_sign_in_at = $1 where id = 2', [PAST]);
});

test('people get aligned columns', async () => {
  const lines = (await directory().done(['users', 'list', '--deleted', 'include'])).split('\n');
  expect(lines).toEqual([
    'ID  USERNAME  NAME          EMAIL                ROLES       LAST SIGN-IN          STATE',
    '1   chief     –             chief@example.com    admin       never                 active',
    '2   ada       Ada Lovelace  ada@example.org      admin,user  2020-01-01T00:00:00Z  active',
    '3   sue       –             sue@example.com      user        never                 suspended until 2999-01-31T12:00:00Z',
    '4   林さん    –             hayashi@example.com  user        never                 active',
    '5   gone      –             gone@example.com     user        never                 deleted',
    '6   lou       –             lou@example.com      user        never                 locked',
    '',
  ]);
});

const names = async (...options: string[]): Promise<readonly string[]> => {
  const users = (await directory().json(['users', 'list', ...options])) as { username: string }[];
  return users.map(({ username }) => username);
};

test.each<[string, readonly string[]]>([
  ['', ['chief', 'ada', 'sue', '林さん', 'lou']],
  ['--status suspended', ['sue']],
  ['--status active', ['chief', 'ada', '林さん', 'lou']],
  ['--role admin', ['chief', 'ada']],
  ['--role user --status active', ['ada', '林さん', 'lou']],
  ['--q LOVE', ['ada']],
  ['--q @example.com --limit 2', ['chief', 'sue']],
  ['--locked', ['lou']],
  ['--deleted only', ['gone']],
  ['--role readonly', []],
])('users list %s', async (options, expected) => {
  if (options.includes('--limit')) {
    const { code, stdout } = await directory().run(['users', 'list', ...options.split(' '), '--json']);
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as { username: string }[]).map(({ username }) => username)).toEqual(expected);
  } else expect(await names(...options.split(' ').filter(Boolean))).toEqual(expected);
});

test('programs get the records of GET /api/directory', async () => {
  const { server, token, json } = directory();
  const { json: records } = await server.ask('GET /api/directory', { token });
  expect(records).toHaveLength(5);
  expect(await json(['users', 'list'])).toEqual(records);
});

test('who is left out by --limit is told on standard error', async () => {
  const { code, stdout, stderr } = await directory().run(['users', 'list', '--limit', '3']);
  expect({ code, lines: stdout.split('\n').length }).toEqual({ code: 0, lines: 5 });
  expect(stderr).toBe('There are more than these 3: raise --limit, or leave it out.\n');
  expect((await directory().done(['users', 'list', '--limit', '5'])).split('\n')).toHaveLength(7);
});

test('where there is nobody, people are told on standard error', async () => {
  const { code, stdout, stderr } = await directory().run(['users', 'list', '--q', 'nobody']);
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: 'No user fits.\n' });
});

test('a name cannot draw over the terminal', async () => {
  const { server, done } = directory();
  const bob = await server.user({ username: 'bob', name: 'Bob \u202eevil\u2066' });
  expect(await done(['users', 'list', '--q', 'bob'])).toContain('Bob \ufffdevil\ufffd');
  await server.ask(`DELETE /api/users/${bob.id}`, { token: directory().token });
});

test('a list longer than a batch is whole, in columns and as JSON', async () => {
  const { server, done, json } = directory();
  await insertManyUsers(server.database.url, 600, 'many');
  const lines = (await done(['users', 'list', '--q', 'many'])).trim().split('\n');
  expect(lines).toHaveLength(601);
  expect(lines.filter((line) => line.startsWith('ID'))).toHaveLength(1);
  expect(await json(['users', 'list', '--q', 'many'])).toHaveLength(600);
});
