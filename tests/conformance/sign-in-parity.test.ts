import { report } from '../support/report';
import type { Answer } from '../support/test-server';
import { routesFor } from './support/dialects';
import { golden, heard } from './support/golden';
import { say } from './support/saying';
import { PASSWORD, type Somebody, useScene } from './support/scene';
import { CODE_WAYS, type Name, PASSWORD_WAYS, tryWay, type Ways } from './support/sign-in-ways';

const scene = useScene({ settings: { TRUST_PROXY: 'loopback' } });
const figures = { tries: 0, extra: 0, names: 0, orders: 0 };

afterAll(() => {
  const { tries, extra, names, orders } = figures;
  const ways = PASSWORD_WAYS.length + CODE_WAYS.length;
  report(
    `sign-in parity: ${ways} ways, ${tries} tries at ${names} names and in ${orders} orders, extra tries = ${extra}`,
  );
});

/** Failures that are heard for one name and address, and that an account bears in a row (wire contract, "Sign-in"). */
const BUDGET = 5;
const WRONG = 'Quite-1-wrong';
const WRONG_CODE = '000000';
const ALL = [...PASSWORD_WAYS, ...CODE_WAYS];
const FROM = '203.0.113.7';

const proofFor = ({ way }: Ways): string => (way.name === 'phone' ? WRONG_CODE : WRONG);

const fail = async (ways: Ways, { person }: Pick<Somebody, 'person'>, from = FROM): Promise<Answer> => {
  figures.tries += 1;
  return tryWay(scene.now(), ways, person, { proof: proofFor(ways), from });
};

const succeed = (ways: Ways, { person }: Somebody, from = FROM): Promise<Answer> =>
  tryWay(scene.now(), ways, person, { proof: PASSWORD, from });

/** What the trail tells of refused tries since then: how many were heard, and how many were not. */
const heardSince = async (id: number): Promise<{ heard: number; unheard: number }> => {
  const sql = "select details->>'reason' as reason from audit_entries where id > $1 and result = 'refused'";
  const { rows } = await scene.now().server.database.pool.query(sql, [id]);
  const unheard = rows.filter(({ reason }) => reason === 'too_many_tries').length;
  return { heard: rows.length - unheard, unheard };
};

const lastEntry = async (): Promise<number> =>
  (await scene.now().server.database.pool.query('select coalesce(max(id), 0)::int as id from audit_entries'))
    .rows[0]?.id;

const turn = <T>(items: readonly T[], by: number): T[] => [...items.slice(by), ...items.slice(0, by)];

/** The first so many of the items, over and over. */
const around = <T>(items: readonly T[], count: number): T[] =>
  Array.from({ length: count }, (_, index) => items[index % items.length] as T);

/** What a try is answered in its dialect: like a wrong one, or that it was one too many. */
const refusalOf = ({ way: { route } }: Ways, what: 'wrong' | 'too many'): string => {
  const { operation } = route.binding;
  const wrong = operation === 'auth.signIn' ? 'invalid_credentials' : 'invalid_code';
  const cell = what === 'wrong' ? wrong : `too_many_sign_ins [${operation}]`;
  return JSON.stringify(golden(route.dialect.name, cell));
};

const unknownOf = (name: Name, index: number): string =>
  ({
    username: `nobody${index}`,
    email: `nobody${index}@example.com`,
    employeeId: `N-${index}`,
    phone: `+3311111${index}`,
  })[name];

const NAMES: readonly Name[] = ['username', 'email', 'employeeId', 'phone'];

describe.each(NAMES)('one name, its %s, at one address', (name) => {
  const ways = ALL.filter(({ way }) => way.name === name);

  test.each(['somebody', 'nobody'])('of %s has five tries, however dialects are mixed', async (whose) => {
    for (let by = 0; by < ways.length; by += 1) {
      const somebody = await scene.now().somebody();
      const before = await lastEntry();
      const at =
        whose === 'somebody' ? somebody : { person: { ...somebody.person, [name]: unknownOf(name, by) } };
      const order = around(turn(ways, by), 3 * BUDGET);
      const answers: string[] = [];
      for (const way of order) answers.push(JSON.stringify(heard(await fail(way, at))));
      const expected = order.map((way, index) => refusalOf(way, index < BUDGET ? 'wrong' : 'too many'));
      expect(answers).toEqual(expected);
      const { heard: count, unheard } = await heardSince(before);
      figures.extra += count - BUDGET;
      figures.names += 1;
      expect({ count, unheard }).toEqual({ count: BUDGET, unheard: 2 * BUDGET });
    }
  });
});

const accountOf = async ({ user }: Somebody) => {
  const sql = 'select failed_sign_ins as failures, lock_cause as cause from users where id = $1';
  return (await scene.now().server.database.pool.query(sql, [user.id])).rows[0];
};

/** Fails so many times by ways and from addresses that change with every try. */
const failMixed = async (somebody: Somebody, count: number, by: number): Promise<void> => {
  for (const [index, way] of around(turn(ALL, by), count).entries()) {
    await fail(way, somebody, `203.0.113.${20 + index}`);
  }
  figures.orders += 1;
};

describe('one account', () => {
  const starts = PASSWORD_WAYS.map((ways, by) => [ways.way.label, ways, by] as const);

  test.each(starts)('is open to the right password after four failures: %s', async (_label, ways, by) => {
    const somebody = await scene.now().somebody();
    await failMixed(somebody, BUDGET - 1, by);
    expect(await accountOf(somebody)).toEqual({ failures: BUDGET - 1, cause: null });
    expect((await succeed(ways, somebody)).status).toBe(ways.way.route.binding.status);
    expect(await accountOf(somebody)).toEqual({ failures: 0, cause: null });
  });

  test.each(starts)('is locked after five, and by every unlock open again: %s', async (_label, ways, by) => {
    const somebody = await scene.now().somebody();
    await failMixed(somebody, BUDGET, by);
    expect(await accountOf(somebody)).toEqual({ failures: BUDGET, cause: 'failures' });
    for (const [index, other] of PASSWORD_WAYS.entries()) {
      const answer = await succeed(other, somebody, `203.0.113.${100 + index}`);
      expect([other.way.label, JSON.stringify(heard(answer))]).toEqual([
        other.way.label,
        refusalOf(other, 'wrong'),
      ]);
    }
    const unlocks = routesFor('users.unlock');
    const unlock = say(unlocks[by % unlocks.length] as (typeof unlocks)[number], { user: somebody.user });
    expect(unlock && (await scene.now().ask(unlock)).status).toBe(200);
    expect((await succeed(ways, somebody)).status).toBe(ways.way.route.binding.status);
  });
});
