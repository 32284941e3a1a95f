import { jsonOutcome, outcome, signIn, succeeded, unique, useApi } from './api';
import { movableClock } from './movable-clock';
import { STYLES, userLine } from './spellings';

const clock = movableClock('2024-05-06T07:00:00Z');
const api = useApi({ clock });

const DELETED = succeeded('User deleted successfully');
const RESTORED = succeeded('User restored successfully');
const GONE = '404 User not found';

beforeEach(() => clock.set('2024-05-06T07:00:00Z'));

const makeUser = () => api.server.user({ username: unique('user'), password: 'password-1' });

const rowOf = async (id: number) =>
  (await api.server.database.pool.query('select * from users where id = $1', [id])).rows[0];

describe.each(STYLES)('delete and restore (%s)', (style) => {
  const remove = (id: number) => api.ask(userLine(style, 'delete', { id }));
  const restore = (id: number) => api.ask(userLine(style, 'restore', { id }));

  test('a deleted user is gone for every operation but restore', async () => {
    const { id, username } = await makeUser();
    const session = await signIn(api, username, 'password-1');
    const token = await api.server.token(id);
    expect(outcome(await remove(id))).toBe(DELETED);
    const asked = {
      get: undefined,
      update: { email: 'x@example.com' },
      delete: undefined,
      suspend: undefined,
      unsuspend: undefined,
      lock: undefined,
      unlock: undefined,
      getRoles: undefined,
      setRoles: { roles: ['editor'] },
      listSessions: undefined,
      endSessions: undefined,
    } as const;
    for (const [operation, body] of Object.entries(asked)) {
      const line = userLine(style, operation as keyof typeof asked, { id });
      expect([operation, outcome(await api.ask(line, { body }))]).toEqual([operation, GONE]);
    }
    for (const dead of [session, token]) {
      expect(outcome(await api.ask('GET /api/auth/me', { token: dead }))).toBe('401 Unauthorized');
    }
    await expect(signIn(api, username, 'password-1')).rejects.toThrow('401 Invalid credentials');
  });

  test('a soft delete: out of every list, but there when asked for', async () => {
    const { id, username } = await makeUser();
    await remove(id);
    const listed = async (filter: string) =>
      ((await api.ask(`${userLine(style, 'list')}?q=${username}${filter}`)).json as { id: number }[]).map(
        (user) => user.id,
      );
    expect(await listed('')).toEqual([]);
    expect(await listed('&deleted=only')).toEqual([id]);
    expect(await listed('&deleted=include')).toEqual([id]);
    const record = await api.ask(`GET /api/directory/${id}`);
    expect(record.json).toMatchObject({ id, deleted_at: '2024-05-06T07:00:00Z' });
  });

  test.each(['active', 'suspended'] as const)(
    'a restored user is as %s as before; its credentials stay dead',
    async (status) => {
      const { id, username, email } = await makeUser();
      const session = await signIn(api, username, 'password-1');
      const token = await api.server.token(id);
      if (status === 'suspended') await api.ask(userLine(style, 'suspend', { id }));
      await remove(id);
      expect(outcome(await restore(id))).toBe(RESTORED);
      const found = await api.ask(userLine(style, 'get', { id }));
      expect(found.json).toMatchObject({ id, username, email, status });
      await api.ask(userLine(style, 'unsuspend', { id }));
      for (const dead of [session, token]) {
        expect(outcome(await api.ask('GET /api/auth/me', { token: dead }))).toBe('401 Unauthorized');
      }
      expect(await signIn(api, username, 'password-1')).toMatch(/^eyJ/);
    },
  );

  test('restoring a live user succeeds and changes nothing', async () => {
    const { id } = await makeUser();
    const before = await rowOf(id);
    clock.advance(60);
    expect(outcome(await restore(id))).toBe(RESTORED);
    expect(await rowOf(id)).toEqual(before);
  });

  test('nobody can be restored who never was', async () => {
    expect(outcome(await restore(999_999))).toBe(GONE);
  });

  test('a deleted user frees its names; restoring into a taken one is a conflict', async () => {
    const { id, username, email } = await makeUser();
    await remove(id);
    const body = {
      username: username.toUpperCase(),
      email: `${unique('x')}@example.com`,
      password: 'password-2',
    };
    const second = await api.ask(userLine(style, 'create'), { body });
    expect(second.status).toBe(201);
    expect(outcome(await restore(id))).toBe('409 Username already exists');
    const secondId = (second.json as { id: number }).id;
    await api.ask(userLine(style, 'update', { id: secondId }), { body: { username: unique('y'), email } });
    expect(outcome(await restore(id))).toBe('409 Email already exists');
    expect(outcome(await api.ask(userLine(style, 'get', { id })))).toBe(GONE);
    expect(outcome(await remove(secondId))).toBe(DELETED);
    expect(outcome(await restore(id))).toBe(RESTORED);
    expect(outcome(await restore(secondId))).toBe('409 Email already exists');
  });

  test('a new user never inherits the place of a deleted one', async () => {
    const { id, username, email } = await makeUser();
    await remove(id);
    const again = await api.ask(userLine(style, 'create'), {
      body: { username, email, password: 'password-2' },
    });
    const { id: newId } = again.json as { id: number };
    expect(newId).toBeGreaterThan(id);
    const roles = await api.ask(userLine(style, 'getRoles', { id: newId }));
    expect(outcome(roles)).toBe(jsonOutcome(200, { roles: ['user'] }));
    expect(outcome(await api.ask(userLine(style, 'listSessions', { id: newId })))).toBe(jsonOutcome(200, []));
  });
});
