import { golden, heard } from '../conformance/support/golden';
import { startAnotherServer } from '../support/another-server';
import { ask, type TestServer } from '../support/test-server';
import { signIn, unique } from './api';
import { CREATES, type CreateWay } from './creates';
import { expectReplay, useCreates } from './idempotent-creates';

const HOUR = 3600;

const { api, clock, fresh, withoutTrace, makingOne } = useCreates();

const TOKENS = CREATES.filter(({ table }) => table === 'api_tokens').map((way) => [way.line, way] as const);

/** The secret in an answer, whichever dialect gave it. */
const secretIn = (json: unknown): string => {
  const { token, key } = json as { token?: string; key?: string };
  return token ?? key ?? 'none';
};

const numberOf = async (secret: string): Promise<number> => {
  const { rows } = await api.server.database.pool.query('select id::int from api_tokens where prefix = $1', [
    secret.slice(0, 12),
  ]);
  return rows[0].id;
};

describe.each(TOKENS)('%s', (_line, way) => {
  test('the secret of a replay is the one that was made, and opens what it opened', async () => {
    const { send } = fresh(way);
    const first = await makingOne(way, send);
    expectReplay(await withoutTrace(way, send), first);
    const secret = secretIn(first.json);
    expect(secret).toMatch(/^rst_[\w-]{43}$/);
    expect((await api.ask('GET /api/auth/me', { token: secret })).status).toBe(200);
  });

  test.each([
    ['rotated', (id: number) => api.ask(`POST /api/admin/tokens/${id}/rotate`)],
    ['revoked', (id: number) => api.ask(`POST /api/admin/tokens/${id}/revoke`)],
    [
      'expired',
      async (id: number) => {
        const body = { expires_at: new Date(clock.now().getTime() + HOUR * 1000).toISOString() };
        const answer = await api.ask(`PUT /api/admin/tokens/${id}`, { body });
        clock.advance(HOUR + 1);
        return answer;
      },
    ],
  ] as const)('a secret that was %s is not told again', async (_what, end) => {
    const { send } = fresh(way);
    const secret = secretIn((await makingOne(way, send)).json);
    expect((await end(await numberOf(secret))).status).toBe(200);
    const refused = await withoutTrace(way, send);
    expect(heard(refused)).toEqual(golden(way.dialect, 'idempotency_result_gone'));
  });
});

test('nothing that is kept of a create tells its key, password, secret or name', async () => {
  const told: string[] = [];
  for (const way of CREATES) {
    const { send, key, body } = fresh(way);
    const { json } = await send();
    told.push(key, ...Object.values(body).filter((value) => typeof value === 'string'));
    if (way.table === 'api_tokens') told.push(secretIn(json), secretIn(json).slice(4));
  }
  const { rows } = await api.server.database.pool.query('select * from idempotency_keys');
  expect(rows.length).toBeGreaterThanOrEqual(CREATES.length);
  const kept = rows.map((row) =>
    Object.values(row)
      .map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value)))
      .join(' '),
  );
  // What is no secret at all would be found in any text.
  const secrets = told.filter((text) => text.length > 5);
  expect(secrets.filter((text) => kept.some((row) => row.includes(text)))).toEqual([]);
});

test('when the signing secret was replaced, creates of before are answered again', async () => {
  const { config } = api.server;
  const replaced: TestServer = {
    ...api.server,
    config: {
      ...config,
      jwtSecret: 'another-secret-0123456789-0123456789',
      jwtSecretPrevious: config.jwtSecret,
    },
  };
  const another = await startAnotherServer(replaced, clock);
  try {
    for (const way of CREATES) {
      const { send, asking } = fresh(way);
      const first = await makingOne(way, send);
      expectReplay(await withoutTrace(way, () => ask(another.url, way.line, asking)), first);
    }
  } finally {
    await another.stop();
  }
});

test('a token of who has become a superadmin is not shown to who is none', async () => {
  const way = CREATES.find(({ table }) => table === 'api_tokens') as CreateWay;
  const owner = await api.server.user({ username: unique('rising'), roles: ['admin'] });
  const root = await api.server.user({ username: unique('root'), roles: ['superadmin'] });
  const { send } = fresh(way);
  const body = { user_id: owner.id };
  await makingOne(way, () => send({ body }));
  const token = await api.server.token(root.id);
  const roles = { token, body: { roles: ['superadmin'] } };
  expect((await api.ask(`PUT /api/users/${owner.id}/roles`, roles)).status).toBe(200);
  const refused = await withoutTrace(way, () => send({ body }));
  expect(heard(refused)).toEqual(golden(way.dialect, 'forbidden'));
});

test('a session has the keys of its user', async () => {
  const way = CREATES[0] as CreateWay;
  const { send } = fresh(way);
  const first = await makingOne(way, send);
  const token = await signIn(api, 'admin', 'admin-password-1');
  expectReplay(await withoutTrace(way, () => send({ token })), first);
});
