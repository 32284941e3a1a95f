import { jsonOutcome, outcome, succeeded, unique, useApi } from './api';
import { policyLine, STYLES } from './spellings';

const api = useApi();

interface Policy {
  readonly id: number;
}

const ALL = {
  description: 'Reads from the office',
  rate_limit_per_min: 120,
  max_requests_per_day: 5000,
  allowed_methods: ['GET', 'POST'],
  allowed_paths: ['/api/users', '/users:'],
  allowed_ips: ['192.0.2.0/24', '2001:db8::/32', '198.51.100.7'],
  active: false,
};

const BARE = {
  description: null,
  rate_limit_per_min: null,
  max_requests_per_day: null,
  allowed_methods: null,
  allowed_paths: null,
  allowed_ips: null,
  active: true,
};

describe.each(STYLES)('the life of a policy (%s)', (style) => {
  const create = (body: unknown) => api.ask(policyLine(style, 'create'), { body });
  const created = async (body: Record<string, unknown> = {}) =>
    (await create({ name: unique('policy'), ...body })).json as Policy & Record<string, unknown>;
  const on = (operation: 'get' | 'update' | 'delete', id: number, body?: unknown) =>
    api.ask(policyLine(style, operation, { id }), { body });

  test.each([
    ['with a name alone: active and without limits', {}, BARE],
    ['with everything', ALL, ALL],
    ['with nulls: no limits', { ...BARE, active: true }, BARE],
  ])('create %s', async (_what, fields, expected) => {
    const name = unique('policy');
    const answer = await create({ ...fields, name });
    const { id } = answer.json as Policy;
    const shown = { id, name, ...expected };
    expect(outcome(answer)).toBe(jsonOutcome(201, shown));
    expect(answer.headers['location']).toBe(`/api/policies/${id}`);
    expect(outcome(await api.ask(`GET ${answer.headers['location']}`))).toBe(jsonOutcome(200, shown));
    expect(outcome(await on('get', id))).toBe(jsonOutcome(200, shown));
    expect((await api.ask(policyLine(style, 'list'))).json).toContainEqual(shown);
  });

  test('update is partial; null lifts a limit', async () => {
    const { id, name } = await created(ALL);
    const changed = await on('update', id, { rate_limit_per_min: 7, active: true });
    const shown = { id, name, ...ALL, rate_limit_per_min: 7, active: true };
    expect(outcome(changed)).toBe(jsonOutcome(200, shown));
    expect(outcome(await on('update', id, {}))).toBe(jsonOutcome(200, shown));
    const { active: _active, ...nulls } = BARE;
    expect(outcome(await on('update', id, nulls))).toBe(jsonOutcome(200, { id, name, ...BARE }));
    const renamed = unique('renamed');
    expect(outcome(await on('update', id, { name: renamed }))).toBe(
      jsonOutcome(200, { id, name: renamed, ...BARE }),
    );
  });

  test('a deleted policy is gone', async () => {
    const { id } = await created();
    expect(outcome(await on('delete', id))).toBe(succeeded('Policy deleted successfully'));
    for (const operation of ['get', 'update', 'delete'] as const) {
      expect([operation, outcome(await on(operation, id, {}))]).toEqual([operation, '404 Policy not found']);
    }
  });

  test('one in use cannot be deleted, whatever the state of the token', async () => {
    const { id } = await created();
    const body = { user_id: api.admin.id, policy_id: id };
    const { id: token } = (await api.ask('POST /api/admin/tokens', { body })).json as Policy;
    expect(outcome(await on('delete', id))).toBe('400 Policy is in use');
    await api.ask(`POST /api/admin/tokens/${token}/revoke`);
    expect(outcome(await on('delete', id))).toBe('400 Policy is in use');
    expect((await on('get', id)).status).toBe(200);
    await api.ask('PUT /api/tokens/policy', { body: { token_id: token, policy_id: null } });
    expect(outcome(await on('delete', id))).toBe(succeeded('Policy deleted successfully'));
  });

  test('a name stands for one policy', async () => {
    const { name } = await created();
    expect((await create({ name })).status).toBe(409);
    expect((await create({ name: ` ${name} ` })).status).toBe(409);
    const { id } = await created();
    expect((await on('update', id, { name })).status).toBe(409);
  });
});

const BAD_FIELDS: readonly (readonly [body: Record<string, unknown>, field: string])[] = [
  [{ name: '' }, 'name'],
  [{ name: null }, 'name'],
  [{ name: 7 }, 'name'],
  [{ name: 'x'.repeat(101) }, 'name'],
  [{ description: 7 }, 'description'],
  [{ description: 'x'.repeat(501) }, 'description'],
  [{ rate_limit_per_min: 0 }, 'rate_limit_per_min'],
  [{ rate_limit_per_min: -1 }, 'rate_limit_per_min'],
  [{ rate_limit_per_min: 1.5 }, 'rate_limit_per_min'],
  [{ rate_limit_per_min: '60' }, 'rate_limit_per_min'],
  [{ rate_limit_per_min: 1e300 }, 'rate_limit_per_min'],
  [{ rate_limit_per_min: 2 ** 31 }, 'rate_limit_per_min'],
  [{ max_requests_per_day: 0 }, 'max_requests_per_day'],
  [{ max_requests_per_day: '1000' }, 'max_requests_per_day'],
  [{ max_requests_per_day: 2 ** 40 }, 'max_requests_per_day'],
  [{ allowed_methods: 'GET' }, 'allowed_methods'],
  [{ allowed_methods: ['get'] }, 'allowed_methods'],
  [{ allowed_methods: ['TRACE'] }, 'allowed_methods'],
  [{ allowed_methods: [null] }, 'allowed_methods'],
  [{ allowed_methods: { 0: 'GET' } }, 'allowed_methods'],
  [{ allowed_paths: '/api' }, 'allowed_paths'],
  [{ allowed_paths: ['api/users'] }, 'allowed_paths'],
  [{ allowed_paths: [7] }, 'allowed_paths'],
  [{ allowed_paths: [['/api']] }, 'allowed_paths'],
  [{ allowed_ips: '192.0.2.1' }, 'allowed_ips'],
  [{ allowed_ips: ['192.0.2'] }, 'allowed_ips'],
  [{ allowed_ips: ['192.0.2.256'] }, 'allowed_ips'],
  [{ allowed_ips: ['0x7f.1'] }, 'allowed_ips'],
  [{ allowed_ips: ['192.0.2.0/33'] }, 'allowed_ips'],
  [{ allowed_ips: ['2001:db8::/129'] }, 'allowed_ips'],
  [{ allowed_ips: ['localhost'] }, 'allowed_ips'],
  [{ allowed_ips: [''] }, 'allowed_ips'],
  [{ active: 'true' }, 'active'],
  [{ active: 1 }, 'active'],
  [{ active: null }, 'active'],
];

describe('bad fields', () => {
  test('a name is required', async () => {
    expect(outcome(await api.ask('POST /api/policies', { body: {} }))).toBe('400 name is required');
    expect(outcome(await api.ask('POST /api/policies', { body: ALL }))).toBe('400 name is required');
  });

  test.each(BAD_FIELDS)('%j', async (fields, field) => {
    const body = { name: unique('policy'), ...fields };
    const sentence = new RegExp(`^400 ${field} `);
    expect(outcome(await api.ask('POST /api/policies', { body }))).toMatch(sentence);
    const { id } = (await api.ask('POST /api/policies', { body: { name: unique('policy') } })).json as Policy;
    expect(outcome(await api.ask(`PATCH /api/policies/${id}`, { body: fields }))).toMatch(sentence);
    expect((await api.ask(`GET /api/policies/${id}`)).json).toMatchObject(BARE);
  });
});
