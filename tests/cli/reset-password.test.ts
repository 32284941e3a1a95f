import { AT_THE_MACHINE, useDirectory } from './directory';

const directory = useDirectory();

const OLD = 'correct horse';
const NEW = 'battery staple';

const login = (username: string, password: string) =>
  directory().server.ask('POST /api/auth/login', { body: { username, password } });

const tokenOf = async (username: string): Promise<string> =>
  ((await login(username, OLD)).json as { access_token: string }).access_token;

test('--password-stdin: the new one is good, the old one and the sessions are not', async () => {
  const { server, done, audited } = directory();
  const { id } = await server.user({ username: 'ada', password: OLD });
  const session = await tokenOf('ada');
  const said = await done(['users', 'reset-password', 'ada', '--password-stdin'], {
    input: `${NEW}\nnot this\n`,
  });
  expect(said).toBe(`User ${id} (ada) has a new password and no sessions any more\n`);
  expect((await server.ask('GET /api/auth/me', { token: session })).status).toBe(401);
  expect([(await login('ada', OLD)).status, (await login('ada', NEW)).status]).toEqual([401, 200]);
  const entries = await audited('roster users reset-password');
  expect(entries).toEqual([
    expect.objectContaining({
      ...AT_THE_MACHINE,
      action: 'users.update',
      targetType: 'user',
      targetId: String(id),
      details: { changes: { password: 'reset' } },
    }),
  ]);
  expect(JSON.stringify(entries)).not.toContain(NEW);
});

test('without it one is made and shown once, on standard output alone', async () => {
  const { server, run } = directory();
  const { id } = await server.user({ username: 'bob' });
  const { code, stdout, stderr } = await run(['users', 'reset-password', 'bob']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(
    new RegExp(
      `^User ${id} \\(bob\\) has a new password and no sessions any more\\nPassword: [\\w-]{24}\\nShown this once: keep it now\\.\\n$`,
    ),
  );
  expect((await login('bob', /^Password: (\S+)$/m.exec(stdout)?.[1] ?? '')).status).toBe(200);
});

test('PASSWORD_RESET_MUST_CHANGE: it must be changed at the next sign-in, and that is said', async () => {
  const { server, done } = directory();
  const { id } = await server.user({ username: 'eve', password: OLD });
  const settings = { PASSWORD_RESET_MUST_CHANGE: 'true' };
  const said = await done(['users', 'reset-password', 'eve', '--password-stdin'], { input: NEW, settings });
  expect(said).toBe(
    `User ${id} (eve) has a new password and no sessions any more; it must be changed at the next sign-in\n`,
  );
  const { json } = await server.ask(`GET /api/directory/${id}`, { token: directory().token });
  expect(json).toMatchObject({ must_change_password: true });
});

test('what else keeps the user out is said', async () => {
  const { server, done } = directory();
  const { id } = await server.user({ username: 'sue', status: 'suspended' });
  expect(await done(['users', 'reset-password', 'sue', '--password-stdin'], { input: NEW })).toBe(
    `User ${id} (sue) has a new password and no sessions any more; still suspended\n`,
  );
});

test.each<[string, string, Record<string, string>, string]>([
  ['nobody', NEW, {}, 'no user is called nobody'],
  ['chief', '', {}, 'no password on standard input'],
  ['chief', '\n', {}, 'password is required'],
  ['chief', 'hush', {}, 'password must be at least 8 characters'],
  ['chief', `hush${'x'.repeat(69)}`, {}, 'password must be at most 72 bytes in UTF-8'],
  [
    'chief',
    'hush hush hush',
    { PASSWORD_PROFILE: 'strict' },
    'password must be at least 15 characters; password is too common',
  ],
])(
  'users reset-password %s with %j is refused in one line that does not repeat it',
  async (user, input, settings, reason) => {
    const { refused } = directory();
    const said = await refused(['users', 'reset-password', user, '--password-stdin'], { input, settings });
    expect(said).toBe(reason);
    expect((await login('chief', OLD)).status).toBe(200);
  },
);
