import { type Api, signIn, unique, useApi } from './api';
import { EFFECTS } from './effects';
import { STYLES, type Style, userLine } from './spellings';

const api = useApi();

interface Entry {
  readonly id: number;
  readonly action: string;
  readonly details: Record<string, unknown>;
}

const entries = async ({ ask }: Api, query = ''): Promise<Entry[]> =>
  (await ask(`GET /api/audit?limit=200${query}`)).json as Entry[];

/** The entries that came about meanwhile, of the actions asked for. */
const during = async <T>(work: () => Promise<T>, query = ''): Promise<{ result: T; added: Entry[] }> => {
  const last = (await entries(api))[0]?.id ?? 0;
  const result = await work();
  return { result, added: (await entries(api, query)).filter(({ id }) => id > last) };
};

const adminTokenId = async (): Promise<number> =>
  ((await api.ask('GET /api/admin/tokens')).json as { id: number }[])[0]?.id ?? 0;

describe.each(STYLES)('an effect leaves exactly one entry (%s)', (style) => {
  test.each(Object.entries(EFFECTS))('%s', async (action, carryOut) => {
    const { result, added } = await during(() => carryOut(api, style), `&dialect=rest&action=${action}`);
    const [targetType, targetId] = result.target;
    expect(result.answer.status).toBeLessThan(300);
    const own = added.filter((entry) => (entry as unknown as { target_id: string }).target_id === targetId);
    expect(own).toEqual([
      {
        id: expect.any(Number),
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        action,
        result: 'done',
        actor_id: api.admin.id,
        actor: 'admin',
        token_id: await adminTokenId(),
        target_type: targetType,
        target_id: targetId,
        dialect: 'rest',
        binding: result.binding,
        ip: '127.0.0.1',
        request_id: result.answer.headers['x-request-id'],
        details: expect.any(Object),
      },
    ]);
  });
});

test('the entry does not differ by style but for the binding', async () => {
  const shape = async (action: string, style: Style) => {
    const { added } = await during(
      () => EFFECTS[action]?.(api, style) ?? Promise.reject(action),
      `&action=${action}`,
    );
    return Object.keys(added[0]?.details ?? {}).sort();
  };
  for (const action of Object.keys(EFFECTS)) {
    expect([action, await shape(action, 'action')]).toEqual([action, await shape(action, 'rest')]);
  }
});

describe('what a user does to its own account and sessions', () => {
  const signedIn = async () => {
    const user = await api.server.user({ username: unique('own'), password: 'own-password-1' });
    return { user, token: await signIn(api, user.username, 'own-password-1') };
  };

  test('sign-in, its actor being nobody yet; a refused one as refused', async () => {
    const { id, username } = await api.server.user({ username: unique('own'), password: 'own-password-1' });
    const target = {
      target_type: 'user',
      target_id: String(id),
      actor_id: null,
      binding: 'POST /api/auth/login',
    };
    const good = await during(() => signIn(api, username, 'own-password-1'));
    expect(good.added).toMatchObject([{ action: 'auth.signIn', result: 'done', ...target }]);
    const bad = await during(() => signIn(api, username, 'wrong-password').catch(() => undefined));
    expect(bad.added).toMatchObject([{ action: 'auth.signIn', result: 'refused', ...target }]);
  });

  test('refresh', async () => {
    const { username } = await api.server.user({ username: unique('own'), password: 'own-password-1' });
    const login = await api.server.ask('POST /api/auth/login', {
      body: { username, password: 'own-password-1' },
    });
    const { refresh_token } = login.json as { refresh_token: string };
    const { added } = await during(() =>
      api.server.ask('POST /api/auth/refresh', { body: { refresh_token } }),
    );
    expect(added).toMatchObject([{ action: 'auth.refresh', result: 'done', target_type: 'session' }]);
  });

  test('sign-out, change of password, end of a session, own email', async () => {
    const { user, token } = await signedIn();
    const actor = { actor_id: user.id, actor: user.username, token_id: null, result: 'done' };
    const change = { current_password: 'own-password-1', new_password: 'own-password-2' };
    const asked = [
      ['POST /api/auth/password', change, 'auth.changePassword'],
      [`PUT /api/users/${user.id}`, { email: `${unique('new')}@example.com` }, 'users.update'],
      ['POST /api/auth/logout', undefined, 'auth.signOut'],
    ] as const;
    for (const [line, body, action] of asked) {
      const { result, added } = await during(() => api.ask(line, { token, body }));
      expect([line, result.status]).toEqual([line, 200]);
      expect(added).toMatchObject([{ action, ...actor }]);
    }
    const other = await signedIn();
    const [session] = (await api.ask('GET /api/auth/sessions', { token: other.token })).json as {
      id: string;
    }[];
    const ended = await during(() =>
      api.ask(`DELETE /api/auth/sessions/${session?.id}`, { token: other.token }),
    );
    expect(ended.added).toMatchObject([{ action: 'auth.endSession', target_id: session?.id }]);
  });
});

describe.each(STYLES)('what changes nothing leaves none (%s)', (style) => {
  test('no-ops', async () => {
    const user = await api.server.user({ username: unique('still') });
    const { id, username } = user;
    const suspended = await api.server.user({ username: unique('still'), status: 'suspended' });
    const locked = await api.server.user({ username: unique('still') });
    await api.ask(userLine(style, 'lock', { id: locked.id }));
    const { added } = await during(async () => {
      const asked: [string, unknown?][] = [
        [userLine(style, 'update', { id }), {}],
        [userLine(style, 'update', { id }), { username, status: 'active', nobody: 'knows' }],
        [userLine(style, 'unsuspend', { id })],
        [userLine(style, 'suspend', { id: suspended.id }), { reason: 'again' }],
        [userLine(style, 'lock', { id: locked.id })],
        [userLine(style, 'unlock', { id })],
        [userLine(style, 'restore', { id })],
        [userLine(style, 'setRoles', { id }), { roles: ['user', 'user'] }],
        ['PUT /api/policies/1', { name: 'unlimited', active: true }],
        ['PUT /api/admin/tokens/1', {}],
        ['PUT /api/tokens/policy', { token_id: 1, policy_id: 1 }],
        ['POST /api/auth/logout'],
      ];
      for (const [line, body] of asked)
        expect([line, (await api.ask(line, { body })).status]).toEqual([line, 200]);
    });
    expect(added).toEqual([]);
  });

  test('reads, and whatever was refused', async () => {
    const { id, username } = await api.server.user({ username: unique('still') });
    const own = await api.server.token(id);
    const { added } = await during(async () => {
      for (const line of [
        'GET /api/users',
        `GET /api/users/${id}`,
        'GET /api/directory',
        'GET /api/audit',
        'GET /api/roles',
      ]) {
        expect((await api.ask(line)).status).toBe(200);
      }
      const body = { username, email: 'a@example.com', password: 'password-1' };
      expect((await api.ask(userLine(style, 'create'), { body })).status).toBe(409);
      expect((await api.ask(userLine(style, 'create'), { body: {} })).status).toBe(400);
      expect((await api.ask(userLine(style, 'delete', { id: 999_999 }))).status).toBe(404);
      expect((await api.ask(userLine(style, 'delete', { id: api.admin.id }))).status).toBe(403);
      expect((await api.ask(userLine(style, 'delete', { id }), { token: own })).status).toBe(403);
      expect((await api.server.ask(userLine(style, 'delete', { id }))).status).toBe(401);
      expect((await api.ask('DELETE /api/policies/1')).status).toBe(400);
    });
    expect(added).toEqual([]);
  });
});
