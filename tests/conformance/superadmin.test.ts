import { jsonOutcome, outcome, succeeded, unique, useApi } from '../http/api';
import { STYLES, tokenLine, userLine } from '../http/spellings';

const api = useApi();

let superToken = '';

beforeAll(async () => {
  const { id } = await api.server.user({
    username: 'root',
    roles: ['superadmin'],
    password: 'root-password-1',
  });
  superToken = await api.server.token(id);
});

const makeSuperadmin = async () =>
  api.server.user({
    username: unique('super'),
    roles: ['superadmin', 'editor'],
    password: 'super-password-1',
  });

const stateOf = async (id: number) => {
  const { rows } = await api.server.database.pool.query(
    `select to_jsonb(u) || jsonb_build_object('roles', (select json_agg(role_id order by role_id) from user_roles where user_id = u.id)) as state
     from users u where id = $1`,
    [id],
  );
  return rows[0]?.state;
};

const EFFECTS = [
  ['update', { email: 'changed@example.com' }],
  ['update', { password: 'changed-password-1' }],
  ['update', { status: 'suspended' }],
  ['update', {}],
  ['delete', undefined],
  ['restore', undefined],
  ['suspend', undefined],
  ['unsuspend', undefined],
  ['lock', undefined],
  ['unlock', undefined],
  ['setRoles', { roles: ['user'] }],
  ['setRoles', { roles: ['superadmin', 'editor'] }],
  ['endSessions', undefined],
] as const;

describe.each(STYLES)('only a superadmin may touch a superadmin (%s)', (style) => {
  test.each(EFFECTS)('%s %j', async (operation, given) => {
    const body = given && 'email' in given ? { email: `${unique('changed')}@example.com` } : given;
    const { id } = await makeSuperadmin();
    const before = await stateOf(id);
    expect(outcome(await api.ask(userLine(style, operation, { id }), { body }))).toBe('403 Forbidden');
    expect(await stateOf(id)).toEqual(before);
    const bySuper = await api.ask(userLine(style, operation, { id }), { body, token: superToken });
    expect(bySuper.status).toBe(200);
  });

  test('an admin may read one', async () => {
    const { id, username } = await makeSuperadmin();
    expect((await api.ask(userLine(style, 'get', { id }))).json).toMatchObject({ id, username });
    expect(outcome(await api.ask(userLine(style, 'getRoles', { id })))).toBe(
      jsonOutcome(200, { roles: ['superadmin', 'editor'] }),
    );
  });

  test('a deleted superadmin is restored by a superadmin alone', async () => {
    const { id } = await makeSuperadmin();
    await api.ask(userLine(style, 'delete', { id }), { token: superToken });
    expect(outcome(await api.ask(userLine(style, 'restore', { id })))).toBe('403 Forbidden');
    const restored = await api.ask(userLine(style, 'restore', { id }), { token: superToken });
    expect(outcome(restored)).toBe(succeeded('User restored successfully'));
  });

  test('an admin neither mints nor changes a superadmin’s token', async () => {
    const { id: userId } = await makeSuperadmin();
    const body = { user_id: userId };
    expect(outcome(await api.ask(tokenLine(style, 'create'), { body }))).toBe('403 Forbidden');
    const minted = await api.ask(tokenLine(style, 'create'), { body, token: superToken });
    const { id, token } = minted.json as { id: number; token: string };
    for (const operation of ['update', 'rotate', 'revoke', 'delete'] as const) {
      const answer = await api.ask(tokenLine(style, operation, { id }), { body: { name: 'x' } });
      expect([operation, outcome(answer)]).toEqual([operation, '403 Forbidden']);
    }
    const policy = await api.ask('PUT /api/tokens/policy', { body: { token_id: id, policy_id: null } });
    expect(outcome(policy)).toBe('403 Forbidden');
    expect((await api.ask('GET /api/auth/me', { token })).status).toBe(200);
  });
});

describe('only a superadmin grants the role', () => {
  test.each([[['superadmin']], [['user', 'superadmin']], [['superadmin', 'admin']]])('%j', async (roles) => {
    const { id } = await api.server.user({ username: unique('user') });
    expect(outcome(await api.ask(`PUT /api/users/${id}/roles`, { body: { roles } }))).toBe('403 Forbidden');
    expect(outcome(await api.ask(`PUT /api/users/${api.admin.id}/roles`, { body: { roles } }))).toBe(
      '403 Forbidden',
    );
    const granted = await api.ask(`PUT /api/users/${id}/roles`, { body: { roles }, token: superToken });
    expect((granted.json as { roles: string[] }).roles).toEqual(expect.arrayContaining(roles));
  });

  test('an admin grants every other, admin included', async () => {
    const { id } = await api.server.user({ username: unique('user') });
    const roles = ['readonly', 'general', 'editor', 'admin', 'user'];
    const answer = await api.ask(`PUT /api/users/${id}/roles`, { body: { roles } });
    expect(outcome(answer)).toBe(
      jsonOutcome(200, { roles: ['admin', 'user', 'editor', 'general', 'readonly'] }),
    );
  });
});

describe('roles in a body', () => {
  const wrong = [
    undefined,
    {},
    { roles: null },
    { roles: [] },
    { roles: 'admin' },
    { roles: ['root'] },
    { roles: [1] },
  ];
  const worse = [
    { roles: [null] },
    { roles: [['admin']] },
    { roles: ['Admin'] },
    { roles: ['user', 'nobody'] },
    { roles: { 0: 'admin' } },
  ];

  test.each([...wrong, ...worse])('%j is refused', async (body) => {
    const { id } = await api.server.user({ username: unique('user') });
    expect(outcome(await api.ask(`PUT /api/users/${id}/roles`, { body }))).toMatch(/^400 /);
    expect(outcome(await api.ask(`GET /api/users/${id}/roles`))).toBe(jsonOutcome(200, { roles: ['user'] }));
  });

  test('a role named twice counts once; a demotion takes hold at the next request', async () => {
    const { id } = await api.server.user({ username: unique('user'), roles: ['admin'] });
    const token = await api.server.token(id);
    expect((await api.ask('GET /api/roles', { token })).status).toBe(200);
    const answer = await api.ask(`PUT /api/users/${id}/roles`, { body: { roles: ['deo', 'user', 'deo'] } });
    expect(outcome(answer)).toBe(jsonOutcome(200, { roles: ['user', 'deo'] }));
    expect((await api.ask('GET /api/roles', { token })).status).toBe(403);
  });

  test('the table of roles is fixed', async () => {
    const names = [
      'admin',
      'user',
      'superadmin',
      'readonly',
      'creator',
      'editor',
      'publisher',
      'deo',
      'general',
    ];
    const table = names.map((name, index) => ({ id: index + 1, name }));
    expect(outcome(await api.ask('GET /api/roles'))).toBe(jsonOutcome(200, table));
    expect((await api.ask('POST /api/roles', { body: { name: 'root' } })).status).toBe(405);
  });
});
