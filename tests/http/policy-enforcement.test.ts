import { outcome, unique, useApi } from './api';
import { policyLine, STYLES, tokenLine } from './spellings';

const api = useApi({ settings: { TRUST_PROXY: '1' } });

const REFUSED = '403 Forbidden';

/** A token of the administrator under a policy of its own, made in one style. */
const tokenUnder = async (policy: Record<string, unknown>, style: (typeof STYLES)[number] = 'rest') => {
  const made = await api.ask(policyLine(style, 'create'), { body: { name: unique('policy'), ...policy } });
  const { id: policyId } = made.json as { id: number };
  const body = { user_id: api.admin.id, policy_id: policyId };
  const issued = await api.ask(tokenLine(style, 'create'), { body });
  const { id, token } = issued.json as { id: number; token: string };
  return { id, token, policyId };
};

/** Which of the requests the token gets through with: anything but the refusal of a policy counts. */
const granted = async (token: string, lines: readonly string[]): Promise<string[]> => {
  const through: string[] = [];
  for (const line of lines) {
    const answer = await api.ask(line, { token, ...(/^(POST|PUT|PATCH)/.test(line) && { body: {} }) });
    if (answer.status === 403)
      expect(answer.headers['www-authenticate']).toBe('Bearer error="insufficient_scope"');
    if (answer.status !== 403) through.push(line);
  }
  return through;
};

describe.each(STYLES)('methods (%s)', (style) => {
  const ALL = [
    'GET /api/users/1',
    'HEAD /api/users/1',
    'POST /api/users',
    'PUT /api/users/1',
    'PATCH /api/users/1',
    'DELETE /api/users/999',
    'POST /api/users/delete/999',
  ];

  test.each([
    [null, ALL],
    [['GET'], ['GET /api/users/1', 'HEAD /api/users/1']],
    [['HEAD'], ['HEAD /api/users/1']],
    [['POST'], ['POST /api/users', 'POST /api/users/delete/999']],
    [
      ['PUT', 'PATCH'],
      ['PUT /api/users/1', 'PATCH /api/users/1'],
    ],
    [['DELETE'], ['DELETE /api/users/999']],
  ])('%j', async (methods, expected) => {
    const { token } = await tokenUnder({ allowed_methods: methods }, style);
    expect(await granted(token, ALL)).toEqual(expected);
  });

  test('a refusal has the usual sentence, and comes before the body is looked at', async () => {
    const { token } = await tokenUnder({ allowed_methods: ['GET'] }, style);
    expect(outcome(await api.ask('POST /api/users', { token, raw: '{' }))).toBe(REFUSED);
    expect(outcome(await api.ask('DELETE /api/users/999', { token }))).toBe(REFUSED);
  });
});

describe('paths: prefixes at a boundary, tried on the canonical path and on the one asked', () => {
  const LINES = [
    'GET /api/users',
    'GET /api/users/list',
    'GET /api/users/1',
    'GET /api/users/get/1',
    'GET /api/users/%67et/%31',
    'GET /api/users/12',
    'GET /api/users/get/12',
    'GET /api/users/1/roles',
    'GET /api/roles',
    'GET /api/auth/me',
  ];
  const [WHOLE, LIST, ONE, GET_ONE, ESCAPED, TWELVE, GET_TWELVE, ROLES_OF_ONE] = LINES as [
    string,
    ...string[],
  ];
  const USERS = LINES.slice(0, 8);

  test.each([
    [['/'], LINES],
    [['/api'], LINES],
    [['/api/'], LINES],
    [['/api/users'], USERS],
    [['/api/users/'], USERS.filter((line) => line !== WHOLE)],
    [['/api/user'], []],
    [['/api/users/1'], [ONE, GET_ONE, ESCAPED, ROLES_OF_ONE]],
    [['/api/users/get'], [GET_ONE, ESCAPED, GET_TWELVE]],
    [['/api/users/get/1'], [GET_ONE, ESCAPED]],
    [['/api/users/list'], [LIST]],
    [
      ['/api/users/12', '/api/roles'],
      [TWELVE, GET_TWELVE, 'GET /api/roles'],
    ],
    [['/API/users'], []],
    [['/users'], []],
    [['/api/users/1/'], [ROLES_OF_ONE]],
  ])('%j', async (paths, expected) => {
    const { token } = await tokenUnder({ allowed_paths: paths });
    expect(await granted(token, LINES)).toEqual(expected);
  });

  test('an escaped slash opens no other path', async () => {
    const { token } = await tokenUnder({ allowed_paths: ['/api/roles'] });
    for (const line of [
      'GET /api/roles%2F..%2Fusers%2F1',
      'GET /api/users/1%2F..%2Froles',
      'GET /api/users/%2Fapi%2Froles',
    ]) {
      expect([403, 404]).toContain((await api.ask(line, { token })).status);
    }
  });
});

describe('addresses', () => {
  const from = async (token: string, address: string) =>
    (await api.ask('GET /api/users/1', { token, headers: { 'X-Forwarded-For': address } })).status;

  const cases: readonly (readonly [block: string, inside: readonly string[], outside: readonly string[]])[] =
    [
      [
        '192.0.2.0/24',
        ['192.0.2.0', '192.0.2.255', '::ffff:192.0.2.7', '::FFFF:c000:0207', '0:0:0:0:0:ffff:192.0.2.7'],
        ['192.0.3.0', '198.51.100.1', '::1', 'not-an-address', ''],
      ],
      [
        '192.0.2.7',
        ['192.0.2.7', '::ffff:192.0.2.7', '::ffff:c000:207'],
        ['192.0.2.8', '::ffff:192.0.2.8', '2001:db8::7'],
      ],
      ['192.0.2.7/32', ['192.0.2.7', '::ffff:192.0.2.7'], ['192.0.2.6']],
      ['0.0.0.0/0', ['192.0.2.7', '::ffff:198.51.100.1'], ['2001:db8::1']],
      [
        '2001:db8::/32',
        ['2001:db8::1', '2001:DB8:0:0:0:0:0:1', '2001:db8:ffff::'],
        ['2001:db9::1', '192.0.2.7', '::ffff:192.0.2.7'],
      ],
      ['2001:db8::7', ['2001:db8::7', '2001:0DB8:0000::0007'], ['2001:db8::8']],
      ['::ffff:192.0.2.7', ['192.0.2.7', '::ffff:192.0.2.7'], ['192.0.2.8']],
      ['::ffff:192.0.2.0/120', ['192.0.2.7', '::ffff:192.0.2.7'], ['192.0.3.7', '2001:db8::1']],
      ['::/0', ['2001:db8::1'], []],
    ];

  test.each(cases)('%s', async (block, inside, outside) => {
    const { token } = await tokenUnder({ allowed_ips: [block] });
    const statuses = async (addresses: readonly string[]) => {
      const found: [string, number][] = [];
      for (const address of addresses) found.push([address, await from(token, address)]);
      return found;
    };
    expect(await statuses(inside)).toEqual(inside.map((address) => [address, 200]));
    expect(await statuses(outside)).toEqual(outside.map((address) => [address, 403]));
  });

  test('only the trusted hop counts, not what the caller put before it', async () => {
    const { token } = await tokenUnder({ allowed_ips: ['192.0.2.7'] });
    expect(await from(token, '198.51.100.1, 192.0.2.7')).toBe(200);
    expect(await from(token, '192.0.2.7, 198.51.100.1')).toBe(403);
  });
});

describe('the state of a policy holds from the next request on', () => {
  test('a change', async () => {
    const { token, policyId } = await tokenUnder({ allowed_methods: ['GET'] });
    const post = async () => (await api.ask('POST /api/users', { token, body: {} })).status;
    expect(await post()).toBe(403);
    await api.ask(`PUT /api/policies/${policyId}`, { body: { allowed_methods: ['GET', 'POST'] } });
    expect(await post()).toBe(400);
    await api.ask(`PUT /api/policies/${policyId}`, { body: { allowed_paths: ['/api/roles'] } });
    expect(await post()).toBe(403);
  });

  test('an inactive policy is as good as none', async () => {
    const { token, policyId } = await tokenUnder({ allowed_methods: ['GET'], allowed_paths: ['/api/roles'] });
    expect((await api.ask('GET /api/users/1', { token })).status).toBe(403);
    await api.ask(`PUT /api/policies/${policyId}`, { body: { active: false } });
    expect((await api.ask('GET /api/users/1', { token })).status).toBe(200);
  });

  test('another policy for the token', async () => {
    const { id, token } = await tokenUnder({ allowed_paths: ['/api/roles'] });
    expect((await api.ask('GET /api/users/1', { token })).status).toBe(403);
    await api.ask('PUT /api/tokens/policy', { body: { token_id: id, policy_id: null } });
    expect((await api.ask('GET /api/users/1', { token })).status).toBe(200);
  });
});

test('a policy narrows and never widens', async () => {
  const { id } = await api.server.user({ username: 'ordinary' });
  const made = await api.ask('POST /api/policies', {
    body: { name: unique('wide'), allowed_paths: ['/api'] },
  });
  const body = { user_id: id, policy_id: (made.json as { id: number }).id };
  const { token } = (await api.ask('POST /api/admin/tokens', { body })).json as { token: string };
  expect(outcome(await api.ask('GET /api/users', { token }))).toBe(REFUSED);
  expect((await api.ask(`GET /api/users/${id}`, { token })).status).toBe(200);
});
