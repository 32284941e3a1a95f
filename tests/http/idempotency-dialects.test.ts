import { golden, heard } from '../conformance/support/golden';
import type { Answer } from '../support/test-server';
import { unique } from './api';
import { CREATES, type CreateWay, SAME_USER } from './creates';
import { expectReplay, useCreates, withKey } from './idempotent-creates';

const { api, clock, withoutTrace, makingOne } = useCreates();

const bodyOf = async (line: string): Promise<unknown> => (await api.ask(line)).json;

/** What each dialect answers a create with, from what it reads. */
const EXPECTED: Readonly<
  Record<string, (ids: Record<'id' | 'ulid' | 'hex_id', string>) => Promise<unknown>>
> = {
  rest: ({ id }) => bodyOf(`GET /api/users/${id}`),
  colon: async ({ ulid }) => ({
    message: 'user created successfully',
    ...((await bodyOf(`GET /users:get?id=${ulid}`)) as object),
  }),
  flask: ({ hex_id }) => bodyOf(`GET /form/api/v1/user/users/${hex_id}`),
};

const expectShown = async ({ dialect }: CreateWay, username: string, answer: Answer): Promise<void> => {
  const { rows } = await api.server.database.pool.query(
    'select id, ulid, hex_id from users where username = $1',
    [username],
  );
  expect(rows).toHaveLength(1);
  expect([answer.status, answer.json]).toEqual([201, await EXPECTED[dialect]?.(rows[0])]);
};

const PAIRS = SAME_USER.flatMap((first) =>
  SAME_USER.map((again) => [first.line, again.line, first, again] as const),
);

test.each(PAIRS)('%s, and again %s', async (_first, _again, first, again) => {
  const [stem, key] = [unique('pair'), unique('key-')];
  const send = (way: CreateWay) => api.ask(way.line, { body: way.body(stem), ...withKey(key) });
  await expectShown(first, stem, await makingOne(first, () => send(first)));
  const replay = await withoutTrace(again, () => send(again));
  expect(replay.headers['idempotency-replayed']).toBe('true');
  await expectShown(again, stem, replay);
});

test('what dialects write differently and mean alike is the same input', async () => {
  const plain = { username: 'same', email: 'same@example.com', password: 'Created-just-1-time' };
  const flask = { ...plain, user_type: 'employee' };
  const first = await api.ask('POST /api/users', { body: plain, ...withKey('same') });
  const variants: readonly (readonly [string, unknown])[] = [
    [
      'POST /api/users',
      { password: plain.password, unknown: 1, email: plain.email, username: plain.username },
    ],
    ['POST /api/users', { ...plain, username: '  same ', email: ' same@example.com', status: 'active' }],
    ['POST /users:create', { ...plain, role: 'user', can_write: true }],
    ['POST /form/api/v1/user/users', { ...flask, mobile: null, employee_id: null, is_active: true }],
    ['POST /form/api/v1/user/users', { ...flask, is_email_verified: false, roles: ['user', 'user'] }],
  ];
  const way = SAME_USER[0] as CreateWay;
  for (const [line, body] of variants) {
    const again = await withoutTrace(way, () => api.ask(line, { body, ...withKey('same') }));
    expect([line, again.status, again.headers['idempotency-replayed']]).toEqual([line, 201, 'true']);
  }
  expect((first.json as { username: string }).username).toBe('same');
});

test.each([
  ['POST /users:create', { role: 'editor' }],
  ['POST /users:create', { role: 'user', can_write: false }],
  ['POST /form/api/v1/user/users', { user_type: 'general' }],
  ['POST /form/api/v1/user/users', { user_type: 'employee', roles: ['user', 'editor'] }],
  ['POST /form/api/v1/user/users', { user_type: 'employee', mobile: '123' }],
  ['POST /api/users', { email: 'ELSE@example.com' }],
  ['POST /api/users', { password: 'Created-just-2-times' }],
  ['POST /api/users', { password: ' Created-just-1-time' }],
  ['POST /api/v1/users', { name: 'else' }],
])('%s with %j is another input', async (line, difference) => {
  const way = CREATES.find((one) => one.line === line) as CreateWay;
  const body = {
    username: unique('else'),
    email: `${unique('else')}@example.com`,
    password: 'Created-just-1-time',
  };
  const key = unique('key-');
  await makingOne(way, () => api.ask('POST /api/users', { body, ...withKey(key) }));
  const refused = await withoutTrace(way, () =>
    api.ask(line, { body: { ...body, ...difference }, ...withKey(key) }),
  );
  expect(heard(refused)).toEqual(golden(way.dialect, 'idempotency_key_reused'));
});

test('one key is good for one create of each kind', async () => {
  const [user, token, policy] = ['users', 'api_tokens', 'token_policies'].map((table) =>
    CREATES.find((way) => way.table === table),
  ) as [CreateWay, CreateWay, CreateWay];
  for (const way of [user, token, policy]) {
    const send = () => api.ask(way.line, { body: way.body('kinds'), ...withKey('kinds') });
    const first = await makingOne(way, send);
    expectReplay(await withoutTrace(way, send), first);
  }
});

test('a replay tells of the user as it is now', async () => {
  const way = SAME_USER[0] as CreateWay;
  const send = () => api.ask(way.line, { body: way.body('changing'), ...withKey('changing') });
  const first = (await send()).json as { id: number };
  clock.advance(3600);
  await api.ask(`PUT /api/users/${first.id}`, { body: { email: 'changed@example.com' } });
  const again = await withoutTrace(way, send);
  expect([again.status, again.headers['idempotency-replayed'], again.json]).toEqual([
    201,
    'true',
    { ...first, email: 'changed@example.com', updated_at: clock.now().toISOString().replace('.000', '') },
  ]);
});

test('a replay costs no password hash', async () => {
  const way = SAME_USER[0] as CreateWay;
  const send = () => api.ask(way.line, { body: way.body('hashless'), ...withKey('hashless') });
  const hash = jest.spyOn(api.server.wiring.needs.passwords, 'hash');
  await send();
  await withoutTrace(way, send);
  expect(hash).toHaveBeenCalledTimes(1);
  hash.mockRestore();
});
