import { AT_THE_MACHINE, useDirectory } from './directory';

const directory = useDirectory();

const PASSWORD = 'correct horse';

const login = async (username: string): Promise<number> =>
  (await directory().server.ask('POST /api/auth/login', { body: { username, password: PASSWORD } })).status;

const signIn = async (username: string): Promise<string> => {
  const { json } = await directory().server.ask('POST /api/auth/login', {
    body: { username, password: PASSWORD },
  });
  return (json as { access_token: string }).access_token;
};

const statusWith = async (token: string): Promise<number> =>
  (await directory().server.ask('GET /api/auth/me', { token })).status;

test('suspend and unsuspend: sign-in, sessions, API tokens and the audit trail', async () => {
  const { server, done, audited } = directory();
  const { id } = await server.user({ username: 'ada', password: PASSWORD });
  const session = await signIn('ada');
  const token = await server.token(id);
  expect([await statusWith(session), await statusWith(token)]).toEqual([200, 200]);

  expect(
    await done(['users', 'suspend', 'ada', '--reason', 'on leave', '--until', '2999-01-31T12:00:00Z']),
  ).toBe(
    `User ${id} (ada) is suspended until 2999-01-31T12:00:00Z: its sessions are ended, its API tokens refused meanwhile.\n`,
  );
  expect([await login('ada'), await statusWith(session), await statusWith(token)]).toEqual([401, 401, 401]);
  expect(await audited('roster users suspend')).toEqual([
    expect.objectContaining({
      ...AT_THE_MACHINE,
      action: 'users.suspend',
      targetType: 'user',
      targetId: String(id),
      details: { reason: 'on leave', until: '2999-01-31T12:00:00.000000Z' },
    }),
  ]);

  expect(await done(['users', 'suspend', 'ada'])).toBe(
    `User ${id} (ada) is suspended already: nothing is changed. To change why or until when, unsuspend first.\n`,
  );
  expect(await audited('roster users suspend')).toHaveLength(1);

  expect(await done(['users', 'unsuspend', 'ada@example.com'])).toBe(
    `User ${id} (ada) is active again; the sessions it had stay ended\n`,
  );
  expect([await login('ada'), await statusWith(session), await statusWith(token)]).toEqual([200, 401, 200]);
  expect(await audited('roster users unsuspend')).toEqual([
    expect.objectContaining({
      ...AT_THE_MACHINE,
      action: 'users.unsuspend',
      targetType: 'user',
      targetId: String(id),
    }),
  ]);

  expect(await done(['users', 'unsuspend', String(id)])).toBe(
    `User ${id} (ada) is not suspended: nothing is changed.\n`,
  );
  expect(await audited('roster users unsuspend')).toHaveLength(1);
});

test('without a time it lasts until somebody ends it; a span is counted from now', async () => {
  const { server, done } = directory();
  const { id } = await server.user({ username: 'bob' });
  expect(await done(['users', 'suspend', 'bob'])).toBe(
    `User ${id} (bob) is suspended until somebody unsuspends it: its sessions are ended, its API tokens refused meanwhile.\n`,
  );
  await done(['users', 'unsuspend', 'bob']);
  const before = Date.now();
  const said = await done(['users', 'suspend', 'bob', '--until', '14d']);
  const until = Date.parse(/until (\S+Z)/.exec(said)?.[1] ?? '');
  expect(until).toBeGreaterThanOrEqual(before - 1000 + 14 * 86_400_000);
  expect(until).toBeLessThanOrEqual(Date.now() + 14 * 86_400_000);
});

test('an active user who is locked or has no password is told of', async () => {
  const { server, done, token } = directory();
  const user = await server.user({ username: 'lou' });
  await server.ask(`POST /form/api/v1/user/users/${user.hexId}/lock`, { token });
  await done(['users', 'suspend', 'lou']);
  expect(await done(['users', 'unsuspend', 'lou'])).toBe(
    `User ${user.id} (lou) is active again; the sessions it had stay ended; still locked: \`roster users unlock\` lifts that; has no password\n`,
  );
});

test.each<[string[], string]>([
  [['suspend', 'nobody'], 'no user is called nobody'],
  [['unsuspend', '4711'], 'no user is called 4711'],
  [['suspend', 'chief'], 'this is the last active administrator: make or unsuspend another one first'],
  [['suspend', 'eve', '--until', '2001-01-01T00:00:00Z'], 'until must be in the future'],
  [['suspend', 'eve', '--reason', 'x'.repeat(501)], 'reason must be at most 500 characters'],
])('users %j is refused in one line, and nothing happens', async (args, reason) => {
  const { server, refused } = directory();
  const found = await server.wiring.needs.work.read.users.findForSignIn(
    { by: 'username', value: 'eve' },
    new Date().toISOString(),
  );
  if (!found) await server.user({ username: 'eve' });
  const before = await server.database.pool.query('select id, version from users order by id');
  expect(await refused(['users', ...args])).toBe(reason);
  expect((await server.database.pool.query('select id, version from users order by id')).rows).toEqual(
    before.rows,
  );
});
