import { jsonOutcome, outcome, signIn, succeeded, unique, useApi } from './api';
import { movableClock } from './movable-clock';
import { STYLES, userLine } from './spellings';

const NOW = '2024-05-06T07:00:00Z';
const clock = movableClock(NOW);
const api = useApi({ clock });

interface Session {
  readonly id: string;
  readonly current: boolean;
}

const NOBODYS = '01KH1K9G4KPG10BEV0PNTMYNWJ';
const ENDED = '401 Unauthorized';

beforeEach(() => clock.set(NOW));

const makeUser = () => api.server.user({ username: unique('user'), password: 'password-1' });

const isAlive = async (token: string): Promise<boolean> => {
  const answer = await api.ask('GET /api/auth/me', { token });
  if (answer.status !== 200) expect(outcome(answer)).toBe(ENDED);
  return answer.status === 200;
};

test('one’s own sessions: newest first, the one that asks marked, none of anybody else', async () => {
  const { username } = await makeUser();
  const headers = { 'User-Agent': 'device/1.0 (one)' };
  const body = { username, password: 'password-1' };
  const first = (await api.server.ask('POST /api/auth/login', { body, headers })).json as {
    access_token: string;
  };
  clock.advance(10);
  const second = await signIn(api, username, 'password-1');
  const answer = await api.ask('GET /api/auth/sessions', { token: first.access_token });
  const [newer, older] = answer.json as [Session, Session];
  const shape = { ip: '127.0.0.1', current: expect.any(Boolean), user_agent: null };
  expect(answer.json).toEqual([
    {
      id: newer.id,
      created_at: '2024-05-06T07:00:10Z',
      last_used_at: '2024-05-06T07:00:10Z',
      ...shape,
      current: false,
    },
    {
      id: older.id,
      created_at: NOW,
      last_used_at: NOW,
      ...shape,
      user_agent: 'device/1.0 (one)',
      current: true,
    },
  ]);
  expect(Object.keys(newer)).toEqual(['id', 'created_at', 'last_used_at', 'ip', 'user_agent', 'current']);
  const seen = (await api.ask('GET /api/auth/sessions', { token: second })).json as Session[];
  expect(seen.map(({ id, current }) => [id, current])).toEqual([
    [newer.id, true],
    [older.id, false],
  ]);
});

test('one ends its own, the one it is in included; each dies by the next request', async () => {
  const { username } = await makeUser();
  const [one, two] = [await signIn(api, username, 'password-1'), await signIn(api, username, 'password-1')];
  const idOf = async (token: string) =>
    ((await api.ask('GET /api/auth/sessions', { token })).json as Session[]).find(({ current }) => current)
      ?.id ?? '';
  const [idOfOne, idOfTwo] = [await idOf(one), await idOf(two)];
  expect((await api.ask(`DELETE /api/auth/sessions/${idOfOne}`, { token: two })).status).toBe(200);
  expect([await isAlive(one), await isAlive(two)]).toEqual([false, true]);
  expect(outcome(await api.ask(`DELETE /api/auth/sessions/${idOfOne}`, { token: two }))).toBe(
    '404 Session not found',
  );
  expect((await api.ask(`DELETE /api/auth/sessions/${idOfTwo}`, { token: two })).status).toBe(200);
  expect(await isAlive(two)).toBe(false);
});

test('sign-out ends that session and no other', async () => {
  const { username } = await makeUser();
  const [one, two] = [await signIn(api, username, 'password-1'), await signIn(api, username, 'password-1')];
  expect(outcome(await api.ask('POST /api/auth/logout', { token: one }))).toBe(
    succeeded('Logged out successfully'),
  );
  expect([await isAlive(one), await isAlive(two)]).toEqual([false, true]);
  expect(outcome(await api.ask('POST /api/auth/logout', { token: one }))).toBe(ENDED);
});

describe.each(STYLES)('an administrator over a user’s sessions (%s)', (style) => {
  const list = async (id: number) =>
    (await api.ask(userLine(style, 'listSessions', { id }))).json as Session[];

  test('lists them, ends one, ends all', async () => {
    const { id, username } = await makeUser();
    expect(outcome(await api.ask(userLine(style, 'listSessions', { id })))).toBe(jsonOutcome(200, []));
    const tokens = [];
    for (let count = 0; count < 3; count += 1) {
      tokens.push(await signIn(api, username, 'password-1'));
      clock.advance(1);
    }
    const [newest, ...others] = await list(id);
    expect(others).toHaveLength(2);
    expect([newest, ...others].map((session) => session?.current)).toEqual([false, false, false]);
    const one = await api.ask(userLine(style, 'endSession', { id, sid: newest?.id ?? '' }));
    expect(one.status).toBe(200);
    expect(await Promise.all(tokens.map(isAlive))).toEqual([true, true, false]);
    expect((await api.ask(userLine(style, 'endSessions', { id }))).status).toBe(200);
    expect(await Promise.all(tokens.map(isAlive))).toEqual([false, false, false]);
    expect(await list(id)).toEqual([]);
  });

  test('leaves API tokens and others alone', async () => {
    const [one, other] = [await makeUser(), await makeUser()];
    const token = await api.server.token(one.id);
    const session = await signIn(api, other.username, 'password-1');
    await api.ask(userLine(style, 'endSessions', { id: one.id }));
    expect([await isAlive(token), await isAlive(session)]).toEqual([true, true]);
  });

  test('a session of nobody, of another user, or already ended is not found', async () => {
    const [one, other] = [await makeUser(), await makeUser()];
    await signIn(api, one.username, 'password-1');
    const [session] = await list(one.id);
    const end = async (id: number, sid: string) =>
      outcome(await api.ask(userLine(style, 'endSession', { id, sid })));
    for (const sid of [NOBODYS, 'x', '1', '%00', '..%2F', (session?.id ?? '').toLowerCase()]) {
      expect([sid, await end(one.id, sid)]).toEqual([sid, '404 Session not found']);
    }
    expect(await end(other.id, session?.id ?? '')).toBe('404 Session not found');
    expect(await end(999_999, session?.id ?? '')).toBe('404 User not found');
    expect(await list(one.id)).toHaveLength(1);
    expect(
      (await api.ask(userLine(style, 'endSession', { id: one.id, sid: session?.id ?? '' }))).status,
    ).toBe(200);
    expect(await end(one.id, session?.id ?? '')).toBe('404 Session not found');
  });

  test.each([
    ['suspend', undefined],
    ['delete', undefined],
    ['lock', undefined],
    ['setRoles', { roles: ['editor'] }],
    ['update', { password: 'password-2' }],
    ['update', { status: 'suspended' }],
  ] as const)('%s %j ends them, refresh tokens included', async (operation, body) => {
    const { id, username } = await makeUser();
    const login = await api.server.ask('POST /api/auth/login', {
      body: { username, password: 'password-1' },
    });
    const { access_token, refresh_token } = login.json as Record<'access_token' | 'refresh_token', string>;
    expect((await api.ask(userLine(style, operation, { id }), { body })).status).toBe(200);
    expect(await isAlive(access_token)).toBe(false);
    const refresh = await api.server.ask('POST /api/auth/refresh', { body: { refresh_token } });
    expect(outcome(refresh)).toBe('401 Invalid refresh token');
  });
});
