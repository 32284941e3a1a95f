import { outcome, signIn, unique, useApi } from '../http/api';
import { STYLES, userLine } from '../http/spellings';

const api = useApi();

const rowOf = async (id: number) =>
  (await api.server.database.pool.query('select * from users where id = $1', [id])).rows[0];

const makeCaller = async (roles: ('admin' | 'superadmin' | 'user')[], canWrite = true) => {
  const user = await api.server.user({
    username: unique('self'),
    password: 'own-password-1',
    roles,
    canWrite,
  });
  return {
    ...user,
    token: await api.server.token(user.id),
    session: await signIn(api, user.username, 'own-password-1'),
  };
};

describe.each(STYLES)('nobody does this to its own account, and is told so (%s)', (style) => {
  test.each([
    ['suspend', 'suspend', undefined],
    ['suspend by status', 'update', { status: 'suspended' }],
    ['lock', 'lock', undefined],
    ['delete', 'delete', undefined],
    ['demote', 'setRoles', { roles: ['user'] }],
  ] as const)('%s', async (_what, operation, body) => {
    for (const role of ['admin', 'superadmin'] as const) {
      const { id, token, session } = await makeCaller([role]);
      const before = await rowOf(id);
      for (const credential of [token, session]) {
        const answer = await api.ask(userLine(style, operation, { id }), { token: credential, body });
        expect(outcome(answer)).toMatch(/^403 .*\byourself\b/);
        expect((await api.ask('GET /api/auth/me', { token: credential })).status).toBe(200);
      }
      expect(await rowOf(id)).toEqual(before);
    }
  });

  test('a superadmin cannot make itself an admin: that is a demotion', async () => {
    const { id, token } = await makeCaller(['superadmin']);
    const asked = api.ask(userLine(style, 'setRoles', { id }), { token, body: { roles: ['admin'] } });
    expect(outcome(await asked)).toMatch(/^403 .*\byourself\b/);
  });

  test('its own password goes through change-password, for administrators too', async () => {
    for (const role of ['user', 'admin', 'superadmin'] as const) {
      const { id, username, token } = await makeCaller([role]);
      const body = { password: 'own-password-2' };
      expect((await api.ask(userLine(style, 'update', { id }), { token, body })).status).toBe(403);
      expect(await signIn(api, username, 'own-password-1')).toMatch(/^eyJ/);
      const change = { current_password: 'own-password-1', new_password: 'own-password-2' };
      expect((await api.ask('POST /api/auth/password', { token, body: change })).status).toBe(200);
      expect(await signIn(api, username, 'own-password-2')).toMatch(/^eyJ/);
    }
  });

  test('an ordinary user sets its email, and nothing beside it', async () => {
    const { id, token } = await makeCaller(['user']);
    const email = `${unique('new')}@example.com`;
    const set = await api.ask(userLine(style, 'update', { id }), { token, body: { email } });
    expect([set.status, (set.json as { email: string }).email]).toEqual([200, email]);
    const before = await rowOf(id);
    for (const more of [{ username: unique('x') }, { status: 'active' }, { password: 'own-password-2' }]) {
      const body = { email: `${unique('new')}@example.com`, ...more };
      expect(outcome(await api.ask(userLine(style, 'update', { id }), { token, body }))).toBe(
        '403 Forbidden',
      );
    }
    expect(await rowOf(id)).toEqual(before);
  });

  test('an ordinary user neither reads nor changes another, whatever id it is named by', async () => {
    const [own, other] = [await makeCaller(['user']), await makeCaller(['user'])];
    const before = await rowOf(other.id);
    const body = { email: `${unique('new')}@example.com` };
    for (const id of [
      other.id,
      `0${own.id}`,
      `${own.id}.0`,
      `+${own.id}`,
      other.ulid,
      own.ulid,
      999_999,
      'x',
    ]) {
      const lines = [userLine(style, 'get', { id }), userLine(style, 'delete', { id })];
      for (const line of lines)
        expect([line, outcome(await api.ask(line, { token: own.token }))]).toEqual([line, '403 Forbidden']);
      const update = await api.ask(userLine(style, 'update', { id }), { token: own.token, body });
      expect(outcome(update)).toBe('403 Forbidden');
    }
    expect(await rowOf(other.id)).toEqual(before);
  });

  test('who may not write cannot give itself the right', async () => {
    const { id, token } = await makeCaller(['admin'], false);
    for (const body of [{ can_write: true }, { email: 'a@example.com', can_write: true }, {}]) {
      expect(outcome(await api.ask(userLine(style, 'update', { id }), { token, body }))).toBe(
        '403 Forbidden',
      );
    }
    expect((await rowOf(id))['can_write']).toBe(false);
  });
});

test('a session of a user cannot be ended by another user', async () => {
  const [own, other] = [await makeCaller(['user']), await makeCaller(['user'])];
  const [session] = (await api.ask('GET /api/auth/sessions', { token: other.session })).json as {
    id: string;
  }[];
  const answer = await api.ask(`DELETE /api/auth/sessions/${session?.id}`, { token: own.session });
  expect(outcome(answer)).toBe('404 Session not found');
  expect((await api.ask('GET /api/auth/me', { token: other.session })).status).toBe(200);
});
