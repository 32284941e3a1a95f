import { jsonOutcome, outcome, succeeded, unique, useApi } from './api';
import { movableClock } from './movable-clock';
import { STYLES, tokenLine } from './spellings';

const NOW = '2024-05-06T07:08:09Z';
const clock = movableClock(NOW);
const api = useApi({ clock });

interface Token {
  readonly id: number;
  readonly prefix: string;
  readonly token: string;
}

const REFUSED = '401 Unauthorized';

beforeEach(() => clock.set(NOW));

const me = (token: string) => api.ask('GET /api/auth/me', { token });

const makeUser = () => api.server.user({ username: unique('owner') });

const makePolicy = async (): Promise<number> =>
  ((await api.ask('POST /api/policies', { body: { name: unique('policy') } })).json as { id: number }).id;

describe.each(STYLES)('the life of a token (%s)', (style) => {
  const create = async (body: Record<string, unknown> = {}) => {
    const { id: user_id } = await makeUser();
    return api.ask(tokenLine(style, 'create'), { body: { user_id, ...body } });
  };
  const created = async (body: Record<string, unknown> = {}) => (await create(body)).json as Token;
  const on = (operation: 'get' | 'update' | 'delete' | 'revoke' | 'rotate', id: number, body?: unknown) =>
    api.ask(tokenLine(style, operation, { id }), { body });

  test('create shows the object with its secret, and where it is; nobody shows the secret again', async () => {
    const { id: userId } = await makeUser();
    const policyId = await makePolicy();
    const name = unique('nightly export ');
    const body = { user_id: userId, name, policy_id: policyId, expires_at: '2030-01-31T13:00:00.999+01:00' };
    const answer = await api.ask(tokenLine(style, 'create'), { body });
    const { id, prefix, token } = answer.json as Token;
    const shown = {
      id,
      user_id: userId,
      name,
      prefix,
      policy_id: policyId,
      status: 'active',
      expires_at: '2030-01-31T12:00:00Z',
      last_used_at: null,
      created_at: NOW,
      updated_at: NOW,
    };
    expect(outcome(answer)).toBe(jsonOutcome(201, { ...shown, token }));
    expect(answer.headers['location']).toBe(`/api/admin/tokens/${id}`);
    expect(token.length).toBeGreaterThanOrEqual(40);
    expect(token.startsWith(prefix)).toBe(true);
    expect(prefix.length).toBeLessThan(token.length / 2);
    expect(outcome(await api.ask(`GET ${answer.headers['location']}`))).toBe(jsonOutcome(200, shown));
    const list = await api.ask(tokenLine(style, 'list'));
    expect(list.json).toContainEqual(shown);
    const others = [
      await on('get', id),
      await on('update', id, {}),
      await on('revoke', id),
      await on('delete', id),
      list,
    ];
    for (const other of others) expect(other.text).not.toContain(token.slice(prefix.length));
  });

  test('with nothing but an owner it has no name and no policy, and lives for 24 hours', async () => {
    const { token, ...shown } = await created();
    expect(shown).toMatchObject({
      name: null,
      policy_id: null,
      expires_at: '2024-05-07T07:08:09Z',
      status: 'active',
    });
    clock.advance(24 * 3600 - 1);
    expect((await me(token)).status).toBe(200);
    clock.advance(1);
    expect(outcome(await me(token))).toBe(REFUSED);
    expect((await on('get', shown.id)).json).toMatchObject({
      status: 'expired',
      expires_at: '2024-05-07T07:08:09Z',
    });
    expect((await on('revoke', shown.id)).json).toMatchObject({ status: 'revoked' });
  });

  test('with an expiry of null it never expires', async () => {
    const { token, id } = await created({ expires_at: null });
    clock.set('2099-01-01T00:00:00Z');
    expect((await me(token)).status).toBe(200);
    expect((await on('get', id)).json).toMatchObject({ status: 'active', expires_at: null });
  });

  test('it speaks for its owner, from the first request on; its use is noted', async () => {
    const owner = await makeUser();
    const answer = await api.ask(tokenLine(style, 'create'), { body: { user_id: owner.id } });
    const { id, token } = answer.json as Token;
    clock.advance(90);
    expect((await me(token)).json).toMatchObject({ id: owner.id, username: owner.username });
    await api.server.wiring.authenticator.settle();
    expect((await on('get', id)).json).toMatchObject({
      last_used_at: '2024-05-06T07:09:39Z',
      updated_at: NOW,
    });
  });

  test('update is partial; nothing to change leaves updated_at', async () => {
    const [name, policyId] = [unique('named '), await makePolicy()];
    const { id, token } = await created({ name, policy_id: policyId });
    clock.advance(60);
    const later = '2024-05-06T07:09:09Z';
    for (const body of [{}, { name }, { policy_id: policyId }, { nickname: 'x' }]) {
      expect((await on('update', id, body)).json).toMatchObject({
        name,
        policy_id: policyId,
        updated_at: NOW,
      });
    }
    expect((await on('update', id, { expires_at: '2025-01-01T00:00:00Z' })).json).toMatchObject({
      name,
      policy_id: policyId,
      expires_at: '2025-01-01T00:00:00Z',
      updated_at: later,
    });
    expect((await on('update', id, { name: null, policy_id: null, expires_at: null })).json).toMatchObject({
      name: null,
      policy_id: null,
      expires_at: null,
      status: 'active',
    });
    expect((await me(token)).status).toBe(200);
  });

  test('a revoked token is refused by the next request; revoking it again changes nothing', async () => {
    const { id, token } = await created();
    expect((await on('revoke', id)).json).toMatchObject({ id, status: 'revoked' });
    expect(outcome(await me(token))).toBe(REFUSED);
    const once = (await on('get', id)).text;
    clock.advance(60);
    expect((await on('revoke', id)).text).toBe(once);
  });

  test('rotate answers with another secret; the old one is void at once, all else stays', async () => {
    const name = unique('rotated ');
    const { id, token: old } = await created({ name });
    const answer = await on('rotate', id);
    const { token, prefix, ...rest } = answer.json as Token & Record<string, unknown>;
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.json as object).at(-1)).toBe('token');
    expect(token).not.toBe(old);
    expect(token.startsWith(prefix)).toBe(true);
    expect(rest).toMatchObject({ id, name, status: 'active', expires_at: '2024-05-07T07:08:09Z' });
    expect(outcome(await me(old))).toBe(REFUSED);
    expect((await me(token)).status).toBe(200);
  });

  test('a revoked token does not come back by rotation or a later expiry', async () => {
    const { id, token } = await created();
    await on('revoke', id);
    expect((await on('rotate', id)).status).toBe(400);
    await on('update', id, { expires_at: null });
    expect((await on('get', id)).json).toMatchObject({ status: 'revoked' });
    expect(outcome(await me(token))).toBe(REFUSED);
  });

  test('a deleted token is gone', async () => {
    const { id, token } = await created();
    expect(outcome(await on('delete', id))).toBe(succeeded('Token deleted successfully'));
    expect(outcome(await me(token))).toBe(REFUSED);
    for (const operation of ['get', 'update', 'delete', 'revoke', 'rotate'] as const) {
      expect([operation, outcome(await on(operation, id, {}))]).toEqual([operation, '404 Token not found']);
    }
  });
});
