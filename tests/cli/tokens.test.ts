import { AT_THE_MACHINE, useDirectory } from './directory';

const directory = useDirectory();

const SECRET = /^rst_[\w-]{43}\n$/;

let ada: number;

beforeAll(async () => {
  ada = (await directory().server.user({ username: 'ada' })).id;
});

const statusWith = async (token: string): Promise<number> =>
  (await directory().server.ask('GET /api/auth/me', { token })).status;

/** Makes a token; returns its id and secret, which stand on different streams. */
const create = async (...options: string[]): Promise<{ id: number; secret: string; told: string }> => {
  const { code, stdout, stderr } = await directory().run(['tokens', 'create', 'ada', ...options]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(SECRET) });
  const secret = stdout.trim();
  expect(stderr).not.toContain(secret.slice(4));
  return { id: Number(/^API token (\d+)/.exec(stderr)?.[1]), secret, told: stderr };
};

test('create: the secret alone is on standard output, and it is good', async () => {
  const { audited } = directory();
  const { id, secret, told } = await create('--name', 'nightly export', '--expires', '2999-01-31T12:00:00Z');
  expect(told).toBe(
    `API token ${id} (nightly export) acts for user ${ada} (ada) until 2999-01-31T12:00:00Z, with the default limits.\n` +
      'Its secret stands on standard output, this once: keep it now.\n',
  );
  expect(await statusWith(secret)).toBe(200);
  const [entry] = await audited('roster tokens create');
  expect(entry).toMatchObject({
    ...AT_THE_MACHINE,
    action: 'tokens.create',
    targetType: 'token',
    targetId: String(id),
  });
  expect(entry?.details).toMatchObject({ userId: ada, name: 'nightly export', policyId: null });
  expect(JSON.stringify(entry)).not.toContain(secret);
});

const lifeOf = async (id: number): Promise<{ expires: number | null; policy: unknown }> => {
  const { json } = await directory().server.ask(`GET /api/admin/tokens/${id}`, { token: directory().token });
  const { expires_at, policy_id } = json as { expires_at: string | null; policy_id: unknown };
  return { expires: expires_at === null ? null : Date.parse(expires_at) - Date.now(), policy: policy_id };
};

const DAY = 86_400_000;

test.each<[string[], number | null]>([
  [[], DAY],
  [['--expires', '90d'], 90 * DAY],
  [['--expires', '30m'], DAY / 48],
  [['--never-expires'], null],
])('create %j', async (options, life) => {
  const { id, told } = await create(...options);
  const { expires, policy } = await lifeOf(id);
  expect(policy).toBeNull();
  if (life === null || expires === null) expect([expires, life]).toEqual([null, null]);
  else expect(Math.abs(expires - life)).toBeLessThan(60_000);
  expect(told).toMatch(life === null ? / for ever, / : / until \d{4}-\d\d-\d\dT/);
});

test('create --policy, by name and by id', async () => {
  const { server, token } = directory();
  const { json } = await server.ask('POST /api/policies', { token, body: { name: 'reporting' } });
  const policy = (json as { id: number }).id;
  for (const given of ['reporting', String(policy)]) {
    const { id, told } = await create('--policy', given);
    expect(told).toContain('under the policy reporting.');
    expect((await lifeOf(id)).policy).toBe(policy);
  }
  const { json: other } = await server.ask('POST /api/policies', { token, body: { name: String(policy) } });
  expect(await directory().refused(['tokens', 'create', 'ada', '--policy', String(policy)])).toBe(
    `${policy} is the name of one policy and the id of another`,
  );
  await server.ask(`DELETE /api/policies/${(other as { id: number }).id}`, { token });
});

test('create for a user who is suspended or locked: that it is refused meanwhile is said', async () => {
  const { server, token, done, run } = directory();
  const { id, hexId } = await server.user({ username: 'sue' });
  await done(['users', 'suspend', 'sue', '--until', '2999-01-31T12:00:00Z']);
  const made = await run(['tokens', 'create', 'sue']);
  expect(made.code).toBe(0);
  expect(made.stderr.split('\n')[1]).toBe(
    `It is refused as long as user ${id} (sue) is suspended until 2999-01-31T12:00:00Z (\`roster users unsuspend ${id}\` ends that).`,
  );
  expect(await statusWith(made.stdout.trim())).toBe(401);
  await server.ask(`POST /form/api/v1/user/users/${hexId}/lock`, { token });
  const locked = await run(['tokens', 'create', 'sue']);
  expect(locked.stderr.split('\n')[1]).toBe(
    `It is refused as long as user ${id} (sue) is suspended until 2999-01-31T12:00:00Z (\`roster users unsuspend ${id}\` ends that) or locked (\`roster users unlock ${id}\` ends that).`,
  );
  await done(['users', 'unsuspend', 'sue']);
  await done(['users', 'unlock', 'sue']);
  expect(await statusWith(locked.stdout.trim())).toBe(200);
});

test.each<[string[], string]>([
  [['create', 'nobody'], 'no user is called nobody'],
  [
    ['create', 'ada', '--name', 'nightly export'],
    'another API token has this name: choose one that `roster tokens list` does not show',
  ],
  [['create', 'ada', '--name', ' '], 'name is required'],
  [['create', 'ada', '--expires', '2001-01-01T00:00:00Z'], 'expires_at must be in the future'],
  [['create', 'ada', '--policy', 'none'], 'no policy is called none: there are unlimited, reporting'],
  [['list', '--user', 'nobody'], 'no user is called nobody'],
  [['revoke', '4711'], 'there is no such API token: `roster tokens list` shows those there are'],
  [
    ['revoke', '01ARZ3NDEKTSV4RRFFQ69G5FAV'],
    'there is no such API token: `roster tokens list` shows those there are',
  ],
])('tokens %j is refused in one line, and no token is made', async (args, reason) => {
  const { refused, server } = directory();
  const count = async () => (await server.database.pool.query('select from api_tokens')).rows.length;
  const before = await count();
  expect(await refused(['tokens', ...args])).toBe(reason);
  expect(await count()).toBe(before);
});

test('revoke: it is refused from the next request on; again changes nothing', async () => {
  const { done, audited, json } = directory();
  const { id, secret } = await create('--name', 'to end');
  expect(await statusWith(secret)).toBe(200);
  expect(await done(['tokens', 'revoke', String(id)])).toBe(
    `API token ${id} (to end) is revoked for good: it is refused from the next request on.\n`,
  );
  expect(await statusWith(secret)).toBe(401);
  const found = (await json(['tokens', 'list'])) as { id: number; status: string }[];
  expect(found.find((token) => token.id === id)?.status).toBe('revoked');
  const { rows } = await directory().server.database.pool.query('select ulid from api_tokens where id = $1', [
    id,
  ]);
  expect(await done(['tokens', 'revoke', rows[0].ulid])).toBe(
    `API token ${id} (to end) is revoked already: nothing is changed.\n`,
  );
  expect(await audited('roster tokens revoke')).toEqual([
    expect.objectContaining({
      ...AT_THE_MACHINE,
      action: 'tokens.revoke',
      targetType: 'token',
      targetId: String(id),
    }),
  ]);
});
