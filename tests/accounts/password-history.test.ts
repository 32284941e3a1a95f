import { startTestServer, type TestServer } from '../support/test-server';
import { accountsOf, told } from './people';

const BEFORE = '400 new_password was used before';

let server: TestServer;
let admin: string;

const start = async (history: number): Promise<void> => {
  server = await startTestServer({ settings: { PASSWORD_HISTORY: String(history) } });
  const chief = await server.user({ username: 'chief', roles: ['admin'] });
  admin = await server.token(chief.id);
};

/** A user whose password is `password 0`, with a function that changes it. */
const somebody = async (username: string) => {
  const { id } = await server.user({ username, password: 'password 0' });
  const { tokensOf, change } = accountsOf(server);
  const { access_token } = await tokensOf(username, 'password 0');
  const to = async (current: number, next: number): Promise<string> =>
    told(await change(access_token, `password ${current}`, `password ${next}`));
  const reset = async (next: number): Promise<string> =>
    told(await server.ask(`PUT /api/users/${id}`, { token: admin, body: { password: `password ${next}` } }));
  return { id, access_token, to, reset };
};

const kept = async (id: number): Promise<number> => {
  const { rows } = await server.database.pool.query(
    'select count(*)::int as count from password_history where user_id = $1',
    [id],
  );
  return rows[0].count;
};

describe('with a history of three', () => {
  beforeAll(() => start(3));
  afterAll(() => server.stop());

  it('the present password and the two before it cannot come back, the one before them can', async () => {
    const { id, to } = await somebody('ann');
    expect([
      await to(0, 0),
      await to(0, 1),
      await to(1, 0),
      await to(1, 2),
      await to(2, 0),
      await to(2, 1),
      await to(2, 3),
      await to(3, 1),
      await to(3, 0),
    ]).toEqual([BEFORE, '200', BEFORE, '200', BEFORE, BEFORE, '200', BEFORE, '200']);
    expect(await kept(id)).toBe(2);
  });

  it('holds for a reset too, and counts what was reset', async () => {
    const { reset } = await somebody('ben');
    expect([
      await reset(0),
      await reset(1),
      await reset(0),
      await reset(2),
      await reset(3),
      await reset(0),
    ]).toEqual(['400 password was used before', '200', '400 password was used before', '200', '200', '200']);
  });

  it('knows a password in either spelling of its accents', async () => {
    const { access_token } = await somebody('cleo');
    const { change } = accountsOf(server);
    expect(told(await change(access_token, 'password 0', 'pässwörter'))).toBe('200');
    expect(told(await change(access_token, 'pässwörter', 'pässwörter'.normalize('NFD')))).toBe(BEFORE);
  });

  it('tells nobody who does not know the present password, and counts the failure', async () => {
    const { id, to } = await somebody('dora');
    expect(await to(9, 0)).toBe('400 Current password incorrect');
    expect((await server.ask(`GET /api/directory/${id}`, { token: admin })).json).toMatchObject({
      failed_sign_ins: 1,
    });
  });

  it('is no failed try: a right password with a used one spends no budget', async () => {
    const { to } = await somebody('emil');
    for (let round = 0; round < 6; round += 1) expect(await to(0, 0)).toBe(BEFORE);
    expect(await to(0, 1)).toBe('200');
  });

  it('of changes at once to one password exactly one is made', async () => {
    const { id, to } = await somebody('fred');
    const outcomes = await Promise.all([to(0, 1), to(0, 1), to(0, 1)]);
    expect(outcomes.filter((outcome) => outcome === '200')).toHaveLength(1);
    expect(await kept(id)).toBe(1);
  });

  it('goes with the user: another one may have the same password', async () => {
    const [one, other] = [await somebody('gus'), await somebody('hal')];
    expect([await one.to(0, 1), await other.to(0, 1)]).toEqual(['200', '200']);
  });
});

describe('with a history of one', () => {
  beforeAll(() => start(1));
  afterAll(() => server.stop());

  it('only the present password is refused, and none is kept', async () => {
    const { id, to } = await somebody('ann');
    expect([await to(0, 0), await to(0, 1), await to(1, 0)]).toEqual([BEFORE, '200', '200']);
    expect(await kept(id)).toBe(0);
  });
});

describe('without a history', () => {
  beforeAll(() => start(0));
  afterAll(() => server.stop());

  it('any password may come back, and what was kept before goes at the next change', async () => {
    const { id, to } = await somebody('ann');
    await server.database.pool.query(
      "insert into password_history (user_id, password_hash, replaced_at) values ($1, 'x', now())",
      [id],
    );
    expect([await to(0, 0), await to(0, 1), await to(1, 0)]).toEqual(['200', '200', '200']);
    expect(await kept(id)).toBe(0);
  });
});

it('no answer, audit entry or log line holds a hash', async () => {
  await start(3);
  try {
    const { to } = await somebody('ann');
    await to(0, 1);
    const { text } = await server.ask('GET /api/audit', { token: admin });
    expect(`${text}${server.logLines.join('')}`).not.toMatch(/\$2[aby]\$|password 1/);
  } finally {
    await server.stop();
  }
});
