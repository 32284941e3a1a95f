import { outcome, signIn, succeeded, unique, useApi } from './api';
import { STYLES, userLine } from './spellings';

const api = useApi();

const PASSWORD = 'password-1';
const LOCKED = succeeded('User locked successfully');
const UNLOCKED = succeeded('User unlocked successfully');

const makeUser = () => api.server.user({ username: unique('user'), password: PASSWORD });

const recordOf = async (id: number) =>
  (await api.ask(`GET /api/directory/${id}`)).json as {
    lock: unknown;
    failed_sign_ins: number;
    updated_at: string;
  };

describe.each(STYLES)('lock and unlock (%s)', (style) => {
  const lock = (id: number) => api.ask(userLine(style, 'lock', { id }));
  const unlock = (id: number) => api.ask(userLine(style, 'unlock', { id }));

  test('a locked user neither signs in nor acts; unlock opens both again, but for the old session', async () => {
    const { id, username } = await makeUser();
    const session = await signIn(api, username, PASSWORD);
    const token = await api.server.token(id);
    expect(outcome(await lock(id))).toBe(LOCKED);
    for (const dead of [session, token]) {
      expect(outcome(await api.ask('GET /api/auth/me', { token: dead }))).toBe('401 Unauthorized');
    }
    await expect(signIn(api, username, PASSWORD)).rejects.toThrow('401 Invalid credentials');
    expect((await recordOf(id)).lock).toMatchObject({
      cause: 'administrator',
      until: null,
      by: api.admin.id,
    });
    expect(outcome(await unlock(id))).toBe(UNLOCKED);
    expect((await recordOf(id)).lock).toBeNull();
    expect(await signIn(api, username, PASSWORD)).toMatch(/^eyJ/);
    expect((await api.ask('GET /api/auth/me', { token })).status).toBe(200);
    expect(outcome(await api.ask('GET /api/auth/me', { token: session }))).toBe('401 Unauthorized');
  });

  test('twice is as good as once', async () => {
    const { id } = await makeUser();
    expect(outcome(await unlock(id))).toBe(UNLOCKED);
    await lock(id);
    const once = await recordOf(id);
    expect(outcome(await lock(id))).toBe(LOCKED);
    expect(await recordOf(id)).toEqual(once);
  });

  test('a lock is no suspension: the status stays active', async () => {
    const { id } = await makeUser();
    await lock(id);
    expect((await api.ask(userLine(style, 'get', { id }))).json).toMatchObject({ id, status: 'active' });
  });

  test('failures lock sign-in alone; unlock gives the whole budget back', async () => {
    const { id, username } = await makeUser();
    const token = await api.server.token(id);
    const session = await signIn(api, username, PASSWORD);
    const wrong = () =>
      api.server.ask('POST /api/auth/login', { body: { username, password: 'wrong-password' } });
    for (let tries = 0; tries < 5; tries += 1) expect(outcome(await wrong())).toBe('401 Invalid credentials');
    expect(outcome(await wrong())).toBe('429 Too many login attempts');
    await expect(signIn(api, username, PASSWORD)).rejects.toThrow('429 Too many login attempts');
    for (const alive of [token, session])
      expect((await api.ask('GET /api/auth/me', { token: alive })).status).toBe(200);
    expect(await recordOf(id)).toMatchObject({ failed_sign_ins: 5, lock: { cause: 'failures', by: null } });
    expect(outcome(await unlock(id))).toBe(UNLOCKED);
    expect(await recordOf(id)).toMatchObject({ failed_sign_ins: 0, lock: null });
    for (let tries = 0; tries < 4; tries += 1) expect(outcome(await wrong())).toBe('401 Invalid credentials');
    expect(await signIn(api, username, PASSWORD)).toMatch(/^eyJ/);
  });

  test('a lock by failures spares nobody: an administrator can lock on top of it', async () => {
    const { id, username } = await makeUser();
    const token = await api.server.token(id);
    for (let tries = 0; tries < 5; tries += 1) {
      await api.server.ask('POST /api/auth/login', { body: { username, password: 'wrong-password' } });
    }
    expect(outcome(await lock(id))).toBe(LOCKED);
    expect(outcome(await api.ask('GET /api/auth/me', { token }))).toBe('401 Unauthorized');
  });
});
