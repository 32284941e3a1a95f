import { outcome, signIn, succeeded, unique, useApi } from './api';
import { movableClock } from './movable-clock';
import { STYLES, userLine } from './spellings';

const clock = movableClock('2024-05-06T07:00:00Z');
const api = useApi({ clock });

const SUSPENDED = succeeded('User suspended successfully');
const UNSUSPENDED = succeeded('User unsuspended successfully');

beforeEach(() => clock.set('2024-05-06T07:00:00Z'));

const makeUser = () => api.server.user({ username: unique('user'), password: 'password-1' });

const statusOf = async (id: number) =>
  ((await api.ask(`GET /api/users/${id}`)).json as { status: string }).status;

const suspensionOf = async (id: number) =>
  ((await api.ask(`GET /api/directory/${id}`)).json as { suspension: unknown }).suspension;

const rowOf = async (id: number) =>
  (await api.server.database.pool.query('select * from users where id = $1', [id])).rows[0];

describe.each(STYLES)('suspend and unsuspend (%s)', (style) => {
  const suspend = (id: number, body?: unknown) => api.ask(userLine(style, 'suspend', { id }), { body });
  const unsuspend = (id: number) => api.ask(userLine(style, 'unsuspend', { id }));

  test('a suspended user loses sessions and tokens by the next request; unsuspend gives the tokens back', async () => {
    const { id, username } = await makeUser();
    const session = await signIn(api, username, 'password-1');
    const token = await api.server.token(id);
    expect(outcome(await suspend(id))).toBe(SUSPENDED);
    expect(await statusOf(id)).toBe('suspended');
    for (const dead of [session, token]) {
      expect(outcome(await api.ask('GET /api/auth/me', { token: dead }))).toBe('401 Unauthorized');
    }
    await expect(signIn(api, username, 'password-1')).rejects.toThrow('401 Invalid credentials');
    expect(outcome(await unsuspend(id))).toBe(UNSUSPENDED);
    expect(await statusOf(id)).toBe('active');
    expect((await api.ask('GET /api/auth/me', { token })).status).toBe(200);
    expect(outcome(await api.ask('GET /api/auth/me', { token: session }))).toBe('401 Unauthorized');
  });

  test('suspending a suspended user and unsuspending an active one succeed and change nothing', async () => {
    const { id } = await makeUser();
    const fresh = await rowOf(id);
    clock.advance(60);
    expect(outcome(await unsuspend(id))).toBe(UNSUSPENDED);
    expect(await rowOf(id)).toEqual(fresh);
    await suspend(id, { reason: 'the first' });
    const suspended = await rowOf(id);
    clock.advance(60);
    expect(outcome(await suspend(id, { reason: 'the second' }))).toBe(SUSPENDED);
    expect(await rowOf(id)).toEqual(suspended);
  });

  test('reason, end and author are kept', async () => {
    const { id } = await makeUser();
    await suspend(id, { reason: 'unpaid ☂', until: '2024-05-06T10:30:00+02:00' });
    expect(await suspensionOf(id)).toEqual({
      reason: 'unpaid ☂',
      until: '2024-05-06T08:30:00Z',
      at: '2024-05-06T07:00:00Z',
      by: api.admin.id,
    });
    await unsuspend(id);
    expect(await suspensionOf(id)).toBeNull();
  });

  test('after its end the user is active again without anyone acting', async () => {
    const { id, username } = await makeUser();
    const token = await api.server.token(id);
    await suspend(id, { until: '2024-05-06T08:00:00Z' });
    clock.set('2024-05-06T07:59:59Z');
    expect(await statusOf(id)).toBe('suspended');
    clock.set('2024-05-06T08:00:01Z');
    expect(await statusOf(id)).toBe('active');
    expect((await api.ask('GET /api/auth/me', { token })).status).toBe(200);
    expect(await signIn(api, username, 'password-1')).toMatch(/^eyJ/);
    const active = (await api.ask(`GET /api/users?status=active&q=${username}`)).json;
    expect(active).toMatchObject([{ id, status: 'active' }]);
    const suspended = (await api.ask(`GET /api/users?status=suspended&q=${username}`)).json;
    expect(suspended).toEqual([]);
    expect(await suspensionOf(id)).toBeNull();
  });

  test('a suspension that has ended can be followed by another', async () => {
    const { id } = await makeUser();
    await suspend(id, { until: '2024-05-06T08:00:00Z' });
    clock.set('2024-05-06T09:00:00Z');
    expect(outcome(await suspend(id, { reason: 'again' }))).toBe(SUSPENDED);
    expect(await suspensionOf(id)).toMatchObject({ reason: 'again', until: null });
  });
});

describe('what a suspension takes', () => {
  test.each([
    ['no body', undefined],
    ['an empty object', {}],
    ['a reason of 500 characters outside the basic plane', { reason: '🛑'.repeat(500) }],
    ['unknown keys', { colour: 'red' }],
  ])('%s', async (_what, body) => {
    const { id } = await makeUser();
    expect(outcome(await api.ask(`POST /api/users/${id}/suspend`, { body }))).toBe(SUSPENDED);
  });

  test.each([
    [{ reason: 'x'.repeat(501) }, /^400 reason /],
    [{ reason: 'x\u0000' }, /^400 reason /],
    [{ reason: 7 }, /^400 reason /],
    [{ reason: ['x'] }, /^400 reason /],
    [{ until: '2024-05-06T06:59:59Z' }, /^400 until /],
    [{ until: '2024-05-06T07:00:00Z' }, /^400 until /],
    [{ until: 'tomorrow' }, /^400 until /],
    [{ until: '2030-02-30T00:00:00Z' }, /^400 until /],
    [{ until: '2030-01-31T00:00:00' }, /^400 until /],
    [{ until: 1_900_000_000 }, /^400 until /],
    [[], /^400 Invalid request body$/],
    ['x', /^400 Invalid request body$/],
  ])('not %j', async (body, expected) => {
    const { id } = await makeUser();
    expect(outcome(await api.ask(`POST /api/users/${id}/suspend`, { body }))).toMatch(expected);
    expect(await statusOf(id)).toBe('active');
  });
});
