import { golden, heard } from '../conformance/support/golden';
import { unique } from './api';
import { CREATES, type CreateWay } from './creates';
import { expectReplay, useCreates, withKey } from './idempotent-creates';

const { api, fresh, withoutTrace, makingOne } = useCreates();

const LONGEST = 'x'.repeat(255);

const MALFORMED = [
  ...['', '""', '"', 'two words', 'a,b', 'a"b', '"open', 'closed"', '"a"b"', '"a";p=1', '"a", "b"'],
  ...['\\', '"\\"', '"\\n"', 'clé', '"clé"', `${LONGEST}x`, `"${LONGEST}x"`],
];

const WELL_FORMED = [
  ...['k', '"two words"', '"a,b"', "it's;p=1", 'YWJj/+==', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
  ...[LONGEST, `"${'y'.repeat(255)}"`, `"${'\\"'.repeat(255)}"`],
];

describe.each(CREATES.map((way) => [way.line, way] as const))('%s', (_line, way) => {
  test('a key that is none is refused, and makes nothing', async () => {
    const { send } = fresh(way);
    for (const key of MALFORMED) {
      const refused = await withoutTrace(way, () => send(withKey(key)));
      expect([key, heard(refused)]).toEqual([key, golden(way.dialect, 'idempotency_key_malformed')]);
    }
    await makingOne(way, send);
  });

  test('what is wrong with the body leaves the key free', async () => {
    const { send, body } = fresh(way);
    const wrong = { ...body, email: 'none', name: 'x'.repeat(300) };
    const refused = await withoutTrace(way, () => send({ body: wrong }));
    expect([400, 422]).toContain(refused.status);
    await makingOne(way, send);
  });

  test('a name that is taken leaves the key free as well', async () => {
    const { send } = fresh(way);
    await makingOne(way, () => send(withKey(unique('key-'))));
    const refused = await withoutTrace(way, send);
    expect(refused.text).toMatch(/already/i);
    await makingOne(way, () => send({ body: way.body(unique('free')) }));
  });

  test('who has lost the right is refused', async () => {
    const former = await api.server.user({ username: unique('former'), roles: ['admin'] });
    const token = await api.server.token(former.id);
    const { send } = fresh(way);
    await makingOne(way, () => send({ token }));
    await api.ask(`PUT /api/users/${former.id}/roles`, { body: { roles: ['user'] } });
    for (const key of [{}, withKey('two words')]) {
      const refused = await withoutTrace(way, () => send({ token, ...key }));
      expect(heard(refused)).toEqual(golden(way.dialect, 'forbidden'));
    }
  });

  test('what was deleted since cannot be answered again', async () => {
    const { send } = fresh(way);
    const made = await makingOne(way, send);
    await remove(way);
    const refused = await send();
    expect(heard(refused)).toEqual(golden(way.dialect, 'idempotency_result_gone'));
    expect([made.headers['retry-after'], refused.headers['retry-after']]).toEqual([undefined, undefined]);
  });
});

/** Deletes the youngest through the API. */
const remove = async ({ table }: CreateWay): Promise<void> => {
  const { rows } = await api.server.database.pool.query(`select max(id)::int as id from ${table}`);
  const path = { users: 'users', api_tokens: 'admin/tokens', token_policies: 'policies' }[table];
  expect((await api.ask(`DELETE /api/${path}/${rows[0].id}`)).status).toBe(200);
};

test.each([
  ['POST /api/v1/users', { status: 'neither' }, 400],
  ['POST /api/admin/users', { role_id: 77 }, 422],
] as const)('%s: a body that is right but for %j is not the one that was', async (line, wrong, status) => {
  const way = CREATES.find((one) => one.line === line) as CreateWay;
  const { send, body } = fresh(way);
  const first = await makingOne(way, send);
  const refused = await withoutTrace(way, () => send({ body: { ...body, ...wrong } }));
  expect([refused.status, Object.keys(wrong).some((key) => refused.text.includes(`"${key}"`))]).toEqual([
    status,
    true,
  ]);
  expectReplay(await withoutTrace(way, send), first);
});

test('every key that is one is taken', async () => {
  const way = CREATES[0] as CreateWay;
  for (const key of WELL_FORMED) {
    const { send } = fresh(way);
    const first = await makingOne(way, () => send(withKey(key)));
    expectReplay(await withoutTrace(way, () => send(withKey(key))), first);
  }
});

test('elsewhere the header is nobody’s business', async () => {
  const { id } = await api.server.user({ username: unique('other') });
  for (const line of [`POST /api/users/${id}/suspend`, `PUT /api/users/${id}`, `GET /api/users/${id}`]) {
    for (const key of ['"', 'k']) {
      const answer = await api.ask(line, { ...(line.startsWith('PUT') && { body: {} }), ...withKey(key) });
      expect([line, answer.status, answer.headers['idempotency-replayed']]).toEqual([line, 200, undefined]);
    }
  }
});

test('who is nobody is told that first', async () => {
  const answer = await api.server.ask('POST /api/users', { body: {}, ...withKey('"') });
  expect([answer.status, answer.text]).toEqual([401, 'Unauthorized']);
});

test('a user who was restored can be answered again', async () => {
  const way = CREATES[0] as CreateWay;
  const { send } = fresh(way);
  const first = await makingOne(way, send);
  const { id } = first.json as { id: number };
  await api.ask(`DELETE /api/users/${id}`);
  expect((await send()).status).toBe(409);
  await api.ask(`POST /api/users/${id}/restore`);
  expectReplay(await withoutTrace(way, send), first);
});
