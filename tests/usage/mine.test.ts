import { signIn, useApi } from '../http/api';
import { inBrief, LIVE, ledger, newestToken, type Row } from './ledger';

const api = useApi();

interface OwnRow extends Row {
  readonly alias: boolean;
  readonly instead: string | null;
}

const mine = (token: string): Promise<OwnRow[]> => ledger<OwnRow>(api, '/me', { token });

test('a token is told of its own calls alone, and what to call in their place', async () => {
  const other = await api.server.token(api.admin.id);
  const user = await api.server.user({ username: 'caller', roles: ['readonly'] });
  const token = await api.server.token(user.id, { name: 'export' });
  for (const line of [
    'GET /api/users/get/1',
    'GET /api/users/get/1',
    'GET /api/users/1',
    'GET /api/v1/users',
  ])
    await api.ask(line, { token });
  await api.ask('GET /api/users/get/1', { token: other });
  const rows = await mine(token);
  expect(inBrief(rows)).toEqual([
    'GET /api/users/get/{id} 2/0',
    'GET /api/users/{id} 1/0',
    'GET /api/v1/users 1/0',
  ]);
  expect(rows.map(({ alias, instead }) => [alias, instead])).toEqual([
    [true, 'GET /api/users/{id}'],
    [false, null],
    [false, null],
  ]);
  expect(rows[0]).toEqual({
    day: null,
    dialect: 'rest',
    operation: 'users.get',
    binding: 'GET /api/users/get/{id}',
    canonical: 'GET /api/users/{id}',
    caller: null,
    requests: 2,
    errors: 0,
    callers: 1,
    first_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    last_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    user_agent: null,
    last_7_days: 2,
    previous_7_days: 0,
    lifecycle: LIVE,
    alias: true,
    instead: 'GET /api/users/{id}',
  });
  // The question was a call as well.
  expect(inBrief(await mine(token))).toContain('GET /api/usage/me 1/0');
});

test("a session is told of its user's sessions, not of the user's tokens nor of anybody else", async () => {
  const user = await api.server.user({ username: 'person', password: 'person-password-1' });
  const token = await api.server.token(user.id);
  await api.ask('GET /api/users/1', { token });
  const sessions = [1, 2].map(() => signIn(api, 'person', 'person-password-1'));
  for (const session of await Promise.all(sessions)) await api.ask('GET /api/auth/me', { token: session });
  expect(inBrief(await mine(await signIn(api, 'person', 'person-password-1')))).toEqual([
    'GET /api/auth/me 2/0',
  ]);
});

test('a token that never called is told of nothing', async () => {
  expect(await mine(await api.server.token(api.admin.id))).toEqual([]);
});

test('everybody may ask about itself, and about nothing else', async () => {
  const user = await api.server.user({ username: 'plain' });
  const token = await api.server.token(user.id);
  const id = await newestToken(api);
  expect((await api.ask('GET /api/usage/me?limit=1', { token })).status).toBe(200);
  for (const path of ['', '/list', `?token_id=${id}`, '/traffic', '/limits'])
    expect([path, (await api.ask(`GET /api/usage${path}`, { token })).status]).toEqual([path, 403]);
  expect((await api.server.ask('GET /api/usage/me')).status).toBe(401);
});
