import { outcome, unique, useApi } from './api';
import { movableClock } from './movable-clock';
import { STYLES, tokenLine } from './spellings';
import { nextOf, walk } from './walk';

const clock = movableClock('2024-05-06T07:08:09Z');
const api = useApi({ clock });

let owner = 0;

beforeAll(async () => {
  owner = (await api.server.user({ username: 'owner' })).id;
});

const create = (body: Record<string, unknown>) => api.ask('POST /api/admin/tokens', { body });
const created = async (body: Record<string, unknown> = {}) =>
  (await create({ user_id: owner, ...body })).json as { id: number; token: string };

describe('who a token is for', () => {
  test.each([undefined, null, 0, -1, 1.5, '2', true, [2], { id: 2 }, 1e300])(
    'user_id %j is refused',
    async (userId) => {
      expect(outcome(await create({ user_id: userId }))).toMatch(/^(400 user_id |404 User not found$)/);
    },
  );

  test('nobody, and somebody who was deleted', async () => {
    const { id } = await api.server.user({ username: 'gone' });
    await api.ask(`DELETE /api/users/${id}`);
    for (const userId of [999_999, Number.MAX_SAFE_INTEGER, id]) {
      expect(outcome(await create({ user_id: userId }))).toBe('404 User not found');
    }
  });

  test('nobody mints one without being an administrator, for itself neither', async () => {
    const own = await api.server.token(owner);
    for (const body of [{ user_id: owner }, { user_id: api.admin.id }, {}]) {
      expect((await api.server.ask('POST /api/admin/tokens', { body })).status).toBe(401);
      expect(outcome(await api.ask('POST /api/admin/tokens', { token: own, body }))).toBe('403 Forbidden');
    }
  });
});

const FIELD_ERRORS: readonly (readonly [body: Record<string, unknown>, expected: RegExp])[] = [
  [{ name: '' }, /^400 name /],
  [{ name: '  ' }, /^400 name /],
  [{ name: 'x'.repeat(101) }, /^400 name /],
  [{ name: 'line\nbreak' }, /^400 name /],
  [{ name: 'nul\u0000' }, /^400 name /],
  [{ name: 7 }, /^400 name /],
  [{ expires_at: '2024-05-06T07:08:09Z' }, /^400 expires_at /],
  [{ expires_at: '2001-01-01T00:00:00Z' }, /^400 expires_at /],
  [{ expires_at: 'soon' }, /^400 expires_at /],
  [{ expires_at: '2030-13-01T00:00:00Z' }, /^400 expires_at /],
  [{ expires_at: 0 }, /^400 expires_at /],
  [{ expires_at: '' }, /^400 expires_at /],
  [{ policy_id: 'unlimited' }, /^400 policy_id /],
  [{ policy_id: 1.5 }, /^400 policy_id /],
  [{ policy_id: 999_999 }, /^404 Policy not found$/],
  [{ policy_id: Number.MAX_SAFE_INTEGER }, /^404 Policy not found$/],
];

describe.each(STYLES)('bad fields (%s)', (style) => {
  test.each(FIELD_ERRORS)('%j', async (fields, expected) => {
    const { id } = await created();
    const before = (await api.ask(`GET /api/admin/tokens/${id}`)).text;
    const body = { user_id: owner, ...fields };
    expect(outcome(await api.ask(tokenLine(style, 'create'), { body }))).toMatch(expected);
    expect(outcome(await api.ask(tokenLine(style, 'update', { id }), { body: fields }))).toMatch(expected);
    expect((await api.ask(`GET /api/admin/tokens/${id}`)).text).toBe(before);
  });

  test('a name stands for one token', async () => {
    const name = unique('nightly ');
    const { id: first } = await created({ name });
    const taken = '409 Token name already exists';
    for (const asked of [name, ` ${name} `]) {
      const body = { user_id: api.admin.id, name: asked };
      expect(outcome(await api.ask(tokenLine(style, 'create'), { body }))).toBe(taken);
    }
    const { id } = await created();
    expect(outcome(await api.ask(tokenLine(style, 'update', { id }), { body: { name } }))).toBe(taken);
    const own = await api.ask(tokenLine(style, 'update', { id: first }), { body: { name } });
    expect(own.status).toBe(200);
    await api.ask(tokenLine(style, 'delete', { id: first }));
    expect((await api.ask(tokenLine(style, 'update', { id }), { body: { name } })).status).toBe(200);
  });
});

describe('PUT /api/tokens/policy', () => {
  const assign = (body: unknown) => api.ask('PUT /api/tokens/policy', { body });

  test('gives a token another policy, or none, and answers with it', async () => {
    const { id } = await created();
    const made = await api.ask('POST /api/policies', { body: { name: unique('policy') } });
    const policy = (made.json as { id: number }).id;
    const given = await assign({ token_id: id, policy_id: policy });
    expect([given.status, given.json]).toEqual([200, (await api.ask(`GET /api/admin/tokens/${id}`)).json]);
    expect(given.json).toMatchObject({ id, policy_id: policy });
    expect(given.text).not.toContain('"token"');
    expect((await assign({ token_id: id, policy_id: null })).json).toMatchObject({ id, policy_id: null });
  });

  test('says what is missing or not there', async () => {
    const { id } = await created();
    expect(outcome(await assign({}))).toBe('400 token_id is required');
    expect(outcome(await assign({ token_id: id }))).toBe('400 policy_id is required');
    expect(outcome(await assign({ token_id: null, policy_id: 1 }))).toMatch(/^400 token_id /);
    expect(outcome(await assign({ token_id: id, policy_id: 'x' }))).toMatch(/^400 policy_id /);
    expect(outcome(await assign({ token_id: 999_999, policy_id: 1 }))).toBe('404 Token not found');
    expect(outcome(await assign({ token_id: id, policy_id: 999_999 }))).toBe('404 Policy not found');
    expect(outcome(await assign([]))).toBe('400 Invalid request body');
  });
});

test('owner, secret and state are not for update to write', async () => {
  const { id } = await created();
  const before = (await api.ask(`GET /api/admin/tokens/${id}`)).text;
  const times = { created_at: null, updated_at: null, revoked_at: '2024-05-06T07:08:09Z', last_used_at: 'x' };
  const body = { user_id: 1, prefix: 'x', token: 'x', digest: 'x', status: 'revoked', id: 1, ...times };
  expect((await api.ask(`PUT /api/admin/tokens/${id}`, { body })).text).toBe(before);
});

describe('the list of tokens', () => {
  test.each(STYLES)('is a bare array by id, whole or in pages (%s)', async (style) => {
    for (let count = 0; count < 7; count += 1) await created();
    const whole = await api.ask(tokenLine(style, 'list'));
    const ids = (whole.json as { id: number }[]).map(({ id }) => id);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    const { pages } = await walk(api, `${tokenLine(style, 'list').replace('GET ', '')}?limit=3`);
    expect(pages.flat()).toEqual(whole.json);
    expect(pages.slice(0, -1).every((page) => page.length === 3)).toBe(true);
  });

  test('a limit out of range, and a cursor without one or of another list', async () => {
    for (let count = 0; count < 3; count += 1) await created();
    for (const limit of ['0', '201', 'x', '']) {
      expect(outcome(await api.ask(`GET /api/admin/tokens?limit=${limit}`))).toMatch(/^400 limit /);
    }
    const next = nextOf(await api.ask('GET /api/admin/tokens?limit=1')) ?? '';
    const cursor = next.split('cursor=')[1];
    expect(outcome(await api.ask(`GET /api/admin/tokens?cursor=${cursor}`))).toMatch(/^400 limit /);
    expect(outcome(await api.ask(`GET /api/admin/tokens?limit=1&cursor=x${cursor}`))).toMatch(/^400 cursor /);
    expect(outcome(await api.ask(`GET /api/users?limit=1&cursor=${cursor}`))).toMatch(/^400 cursor /);
    expect(outcome(await api.ask(`GET /api/audit?limit=1&cursor=${cursor}`))).toMatch(/^400 cursor /);
  });
});

test('a token of a suspended user comes back with it, that of a deleted one never', async () => {
  const { id } = await api.server.user({ username: 'comes-back' });
  const { token } = (await create({ user_id: id })).json as { token: string };
  const status = async () => (await api.ask('GET /api/auth/me', { token })).status;
  await api.ask(`POST /api/users/${id}/suspend`);
  expect(await status()).toBe(401);
  await api.ask(`POST /api/users/${id}/unsuspend`);
  expect(await status()).toBe(200);
  await api.ask(`DELETE /api/users/${id}`);
  await api.ask(`POST /api/users/${id}/restore`);
  expect(await status()).toBe(401);
});

test('ten thousand secrets are ten thousand different ones of 256 bits', () => {
  const secrets = new Set(Array.from({ length: 10_000 }, () => api.server.wiring.needs.ids.secret()));
  expect(secrets.size).toBe(10_000);
  expect([...secrets].every((secret) => /^[\w-]{43}$/.test(secret))).toBe(true);
});
