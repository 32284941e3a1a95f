import { outcome, unique, useApi } from './api';
import { rawRequest, requestText } from './raw-request';
import { policyLine, STYLES, tokenLine, userLine } from './spellings';

const api = useApi();

/** What stands where an id should be, escaped as it goes over the wire. The server has user, token and policy 1. */
const NO_IDS = [
  '0',
  '-1',
  '+1',
  '%2B1',
  '01',
  '1.0',
  '1e0',
  '1e3',
  '0x10',
  '0b1',
  '1_0',
  '1n',
  '%201',
  '1%20',
  '1%09',
  '1%0A',
  '1%00',
  '%00',
  '%zz',
  '1%',
  '%C3%28',
  '1;',
  '1,2',
  "1'",
  '1%20OR%201=1',
  '%EF%BC%91', // a full-width 1
  '%D9%A1', // an Arabic-Indic 1
  '%E2%91%A0', // a circled 1
  'NaN',
  'Infinity',
  'null',
  'undefined',
  'true',
  '[1]',
  '%5B1%5D',
  '1%2F',
  '1%2F2',
  '__proto__',
  'constructor',
  '9223372036854775808', // 2^63
  '18446744073709551617', // 2^64 + 1
  '99999999999999999999999999999999',
  '01KH1K9G4KPG10BEV0PNTMYNWJ', // ids of the other forms
  '648a1f0b9c3d2e4f5a6b7c8d',
];

/** Ids that are well-formed, and of nobody. */
const FREE_IDS = ['999999', '2147483648', '9007199254740993', '9223372036854775807'];

const ON_USERS = {
  get: undefined,
  update: { email: 'changed@example.com' },
  delete: undefined,
  restore: undefined,
  suspend: undefined,
  unsuspend: undefined,
  lock: undefined,
  unlock: undefined,
  getRoles: undefined,
  setRoles: { roles: ['readonly'] },
  listSessions: undefined,
  endSessions: undefined,
} as const;

const ON_TOKENS = {
  get: undefined,
  update: { name: 'changed' },
  delete: undefined,
  revoke: undefined,
  rotate: undefined,
} as const;

const ON_POLICIES = { get: undefined, update: { name: 'changed' }, delete: undefined } as const;

const dump = async (): Promise<unknown> => {
  const tables = ['users', 'user_roles', 'token_policies'];
  const texts = await Promise.all(
    tables.map((table) =>
      api.server.database.pool.query(`select json_agg(t order by t::text)::text as rows from ${table} t`),
    ),
  );
  return texts.map(({ rows }) => rows[0]?.rows);
};

beforeAll(async () => {
  await api.server.user({ username: unique('user') });
});

/** Asks for every wrong id; answers with those that did not end in the expected sentence. */
const misses = async (
  ids: readonly string[],
  lineOf: (id: string) => string,
  body: unknown,
  expected: string,
) => {
  const wrong: string[] = [];
  for (const id of ids) {
    const line = lineOf(id);
    const got = outcome(await api.ask(line, { body }));
    if (got !== expected) wrong.push(`${line}: ${got}`);
  }
  return wrong;
};

describe.each(STYLES)('what is no id, or of nobody, is not found (%s)', (style) => {
  test.each(Object.entries(ON_USERS))('users: %s', async (operation, body) => {
    const lineOf = (id: string) => userLine(style, operation as keyof typeof ON_USERS, { id });
    const before = await dump();
    expect(await misses([...NO_IDS, ...FREE_IDS], lineOf, body, '404 User not found')).toEqual([]);
    expect(await dump()).toEqual(before);
  });

  test.each(Object.entries(ON_TOKENS))('tokens: %s', async (operation, body) => {
    const lineOf = (id: string) => tokenLine(style, operation as keyof typeof ON_TOKENS, { id });
    expect(await misses([...NO_IDS, ...FREE_IDS], lineOf, body, '404 Token not found')).toEqual([]);
  });

  test.each(Object.entries(ON_POLICIES))('policies: %s', async (operation, body) => {
    const lineOf = (id: string) => policyLine(style, operation as keyof typeof ON_POLICIES, { id });
    expect(await misses([...NO_IDS, ...FREE_IDS], lineOf, body, '404 Policy not found')).toEqual([]);
  });
});

test('bytes that no client would send are no id either', async () => {
  const headers = { Authorization: `Bearer ${api.adminToken}` };
  for (const id of ['..', '%2e%2e', '.', '%2E']) {
    const { status, body } = await rawRequest(api.server.url, requestText(`GET /api/users/${id}`, headers));
    expect([id, status, body]).toEqual([id, 404, 'User not found']);
  }
  // No HTTP at all, so that the parser refuses it before anybody could ask whose dialect it is.
  const bytes = Buffer.from(requestText('GET /api/users/\u00b9', headers), 'latin1');
  expect((await rawRequest(api.server.url, bytes)).status).toBe(400);
});

test('a directory entry is found by each of its three ids and by nothing else', async () => {
  const { json: record } = await api.ask('GET /api/directory/1');
  const { ulid, hex_id: hexId } = record as { ulid: string; hex_id: string };
  for (const id of ['1', ulid, hexId]) {
    expect((await api.ask(`GET /api/directory/${id}`)).json).toMatchObject({ id: 1, ulid, hex_id: hexId });
  }
  const wrong = [ulid.toLowerCase(), hexId.toUpperCase(), `${hexId}0`, ulid.slice(1), 'admin'];
  const lineOf = (id: string) => `GET /api/directory/${id}`;
  expect(await misses([...NO_IDS, ...FREE_IDS, ...wrong], lineOf, undefined, '404 User not found')).toEqual(
    [],
  );
});

test('the same in a body: PUT /api/tokens/policy', async () => {
  const ids = [
    0,
    -1,
    1.5,
    1e300,
    2 ** 53,
    '01',
    '+1',
    '1e0',
    ' 1',
    '0x1',
    true,
    [1],
    { id: 1 },
    '9223372036854775808',
  ];
  for (const id of ids) {
    const body = { token_id: id, policy_id: null };
    expect([id, outcome(await api.ask('PUT /api/tokens/policy', { body }))]).toEqual([
      id,
      '404 Token not found',
    ]);
  }
});
