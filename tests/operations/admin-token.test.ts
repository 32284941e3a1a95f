import { ensureAdminToken } from '../../src/admin-token';
import { machineContext } from '../../src/first-administrator';
import { startTestServer, type TestServer } from '../support/test-server';
import { controllersOf } from './calls';

const VALUE = 'one-value-of-the-setting-0123456789';
const OTHER = 'another-value-of-it-9876543210-abcdef';
const MACHINE = machineContext('test');

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
  await server.user({ username: 'chief', roles: ['admin'] });
});
afterEach(() => server.stop());

const ensure = (value: string): Promise<void> => ensureAdminToken(server.wiring, value);

const statusOf = async (token: string): Promise<number> =>
  (await server.ask('GET /api/directory', { token })).status;

const refOf = (id: number) => ({ token: { kind: 'id', value: String(id) } }) as const;

/** The token of the settings. */
const marked = async (): Promise<{ readonly id: number; readonly name: string | null }> => {
  const { rows } = await server.database.pool.query(
    'select id::int, name from api_tokens where from_setting',
  );
  expect(rows).toHaveLength(1);
  return rows[0];
};

/** What the work left in the audit trail. */
const trailOf = async (work: () => Promise<unknown>) => {
  const entries = 'select id, action, target_type, target_id, binding, details from audit_entries';
  const { rows: before } = await server.database.pool.query(entries);
  await work();
  const { rows } = await server.database.pool.query(`${entries} where id > $1 order by id`, [
    before.at(-1)?.id ?? 0,
  ]);
  return rows.map(({ action, target_type, target_id, binding, details }) => {
    expect(binding).toBe('start');
    return [action, `${target_type} ${target_id}`, details];
  });
};

const entry = (action: string, id: number, details: object) => [
  action,
  `token ${id}`,
  { setting: 'ADMIN_TOKEN', ...details },
];

const GOOD = { userId: 1, policyId: 1, expiresAt: null };

describe('the audit trail', () => {
  test('tells that it was made, and nothing when there is nothing to do', async () => {
    const made = await trailOf(() => ensure(VALUE));
    const { id } = await marked();
    expect(made).toEqual([entry('tokens.create', id, { name: 'ADMIN_TOKEN', ...GOOD })]);
    expect(await trailOf(() => ensure(VALUE))).toEqual([]);
    expect(JSON.stringify(made)).not.toContain(VALUE.slice(0, 8));
  });

  test('tells of another secret', async () => {
    await ensure(VALUE);
    const { id } = await marked();
    expect(await trailOf(() => ensure(OTHER))).toEqual([entry('tokens.rotate', id, GOOD)]);
  });

  test('tells of one that was narrowed and revoked, and is put right', async () => {
    await ensure(VALUE);
    const { id } = await marked();
    const changes = { role: 'user', canWrite: false, expiresAt: '2999-01-01T00:00:00.000000Z' } as const;
    await controllersOf(server)['tokens.update']({ ...refOf(id), changes }, MACHINE);
    expect(await statusOf(VALUE)).toBe(403);
    await controllersOf(server)['tokens.revoke'](refOf(id), MACHINE);
    expect(await trailOf(() => ensure(VALUE))).toEqual([
      entry('tokens.update', id, { isTakenOver: false, ...GOOD }),
    ]);
    expect(await statusOf(VALUE)).toBe(200);
  });

  test('tells which token was taken over by its secret, and which revoked for it', async () => {
    await ensure(VALUE);
    const former = await marked();
    const secret = await server.token(1, { name: 'by hand' });
    const taken = await trailOf(() => ensure(secret));
    const { id } = await marked();
    expect(taken).toEqual([
      entry('tokens.revoke', former.id, { replacedBy: id }),
      entry('tokens.update', id, { isTakenOver: true, ...GOOD }),
    ]);
    expect([await statusOf(VALUE), await statusOf(secret)]).toEqual([401, 200]);
  });

  test('tells of no revocation where the former one was revoked already', async () => {
    await ensure(VALUE);
    const former = await marked();
    await controllersOf(server)['tokens.revoke'](refOf(former.id), MACHINE);
    const secret = await server.token(1, { name: 'by hand' });
    expect(await trailOf(() => ensure(secret))).toEqual([
      entry('tokens.update', former.id + 1, { isTakenOver: true, ...GOOD }),
    ]);
  });
});

describe('a token that has its name', () => {
  test('stays whoever’s it is, and the one of the settings goes without', async () => {
    const { id: userId } = await server.user({ username: 'somebody' });
    const theirs = await server.token(userId, { name: 'ADMIN_TOKEN' });
    const { rows: before } = await server.database.pool.query('select * from api_tokens');
    const made = await trailOf(() => ensure(VALUE));
    const { id, name } = await marked();
    expect([name, made]).toEqual([null, [entry('tokens.create', id, { name: null, ...GOOD })]]);
    const { rows: after } = await server.database.pool.query('select * from api_tokens where id <> $1', [id]);
    expect(after).toEqual(before);
    expect([await statusOf(theirs), await statusOf(VALUE)]).toEqual([403, 200]);
  });

  test('stays as well when the value changes', async () => {
    const theirs = await server.token(1, { name: 'ADMIN_TOKEN' });
    await ensure(VALUE);
    const { id } = await marked();
    expect(await trailOf(() => ensure(OTHER))).toEqual([entry('tokens.rotate', id, GOOD)]);
    expect([await statusOf(theirs), await statusOf(VALUE), await statusOf(OTHER)]).toEqual([200, 401, 200]);
  });
});

describe('when replicas start at once with two values', () => {
  /** Asks for each value several times at once; tells how a request with each is answered afterwards. */
  const race = async (values: readonly string[]): Promise<number[]> => {
    await Promise.all([...values, ...values, ...values].map(ensure));
    return (await Promise.all(values.map(statusOf))).sort();
  };

  test.each<[string, () => Promise<string[]>]>([
    ['of new tokens', async () => [VALUE, OTHER]],
    [
      'of tokens that are there',
      async () => [await server.token(1), await server.token(1, { name: 'second' })],
    ],
  ])('one of two %s is good', async (_what, valuesOf) => {
    expect(await race(await valuesOf())).toEqual([200, 401]);
    await marked();
  });
});
