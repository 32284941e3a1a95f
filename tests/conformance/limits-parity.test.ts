import { limitedToken } from '../limits/limited-token';
import { report } from '../support/report';
import type { Answer, Asking } from '../support/test-server';
import { createVolley } from '../support/volley';
import { CONFORMING, nowhereIn } from './support/dialects';
import { golden } from './support/golden';
import { type Saying, waysToRead } from './support/saying';
import { NOBODY, PASSWORD, useScene } from './support/scene';

const LIMIT = 7;
const scene = useScene({
  settings: {
    TRUST_PROXY: 'loopback',
    RATE_LIMIT_ANONYMOUS_PER_MIN: String(LIMIT),
    RATE_LIMIT_SESSION_PER_MIN: String(LIMIT),
  },
});
const figures = { budgets: 0, requests: 0, extra: 0 };

afterAll(() => {
  const { budgets, requests, extra } = figures;
  report(
    `limits parity: ${budgets} budgets of ${LIMIT}, ${requests} requests of ${CONFORMING.length} dialects by turns, extra passes = ${extra}`,
  );
});

const around = <T>(items: readonly T[], count: number, by: number): T[] =>
  Array.from({ length: count }, (_, index) => items[(index + by) % items.length] as T);

const dialectOf = ({ route }: Saying): string => route.dialect.name;

const refusedBy = (dialect: string): number => golden(dialect, 'rate_limited [minute]').status;

/** Holds the answers to three times the limit against it; the budget that is told falls with each, whoever tells it. */
const expectExactly = (sayings: readonly Saying[], answers: readonly Answer[], isInTurn: boolean): void => {
  const passed = answers.filter(
    ({ status }, index) => status !== refusedBy(dialectOf(sayings[index] as Saying)),
  );
  figures.budgets += 1;
  figures.requests += answers.length;
  figures.extra += passed.length - LIMIT;
  expect(passed).toHaveLength(LIMIT);
  if (!isInTurn) return;
  const left = passed.map(({ headers }) => Number(/r=(\d+)/.exec(headers['ratelimit'] ?? '')?.[1]));
  expect(left).toEqual(passed.map((_, index) => LIMIT - 1 - index));
};

const inTurn = async (sayings: readonly Saying[], asking: Asking): Promise<Answer[]> => {
  const answers: Answer[] = [];
  for (const saying of sayings) answers.push(await scene.now().ask(saying, asking));
  return answers;
};

const STARTS = CONFORMING.map((dialect, by) => [dialect.name, by] as const);

describe.each(['ratePerMinute', 'requestsPerDay'] as const)('a token with a limit (%s)', (limit) => {
  test.each(STARTS)('lets exactly that many through, one after another from %s on', async (_name, by) => {
    const token = await limitedToken(scene.now().server, scene.now().root.id, { [limit]: LIMIT });
    const sayings = around(waysToRead(NOBODY), 3 * LIMIT, by);
    expectExactly(sayings, await inTurn(sayings, { token }), true);
  });

  test('lets exactly that many through when all come at once', async () => {
    const { server, root } = scene.now();
    const token = await limitedToken(server, root.id, { [limit]: LIMIT });
    const sayings = around(waysToRead(NOBODY), 3 * LIMIT, 0);
    const volley = createVolley(server.url);
    const answers = await volley.fire(sayings.map(({ line }) => ({ line, token })));
    volley.close();
    expectExactly(sayings, answers, false);
  });
});

test('a session has one budget in all dialects', async () => {
  const { server, somebody } = scene.now();
  const { user, person } = await somebody({ roles: ['admin'] });
  const body = { username: person.username, password: PASSWORD };
  const headers = { 'X-Forwarded-For': '203.0.113.1' };
  const { json } = await server.ask('POST /api/auth/login', { body, headers });
  const sayings = around(waysToRead(user), 3 * LIMIT, 0);
  expectExactly(
    sayings,
    await inTurn(sayings, { token: (json as { access_token: string }).access_token }),
    true,
  );
});

describe('an address has one budget in all dialects', () => {
  const lost = CONFORMING.map((dialect) => ({ dialect: dialect.name, line: `GET ${nowhereIn(dialect)}` }));
  const wrongMethods = waysToRead(NOBODY).map((saying) => ({
    dialect: dialectOf(saying),
    line: `DELETE ${saying.line.split(' ')[1]}`,
  }));
  const unknown = waysToRead(NOBODY).map((saying) => ({ dialect: dialectOf(saying), line: saying.line }));
  const kinds = { 'without a route': lost, 'of a wrong method': wrongMethods, 'of nobody': unknown };

  test.each(Object.entries(kinds))('for requests %s', async (kind, requests) => {
    const headers = { 'X-Forwarded-For': `203.0.113.${50 + kind.length}` };
    const answers: boolean[] = [];
    for (const { dialect, line } of around(requests, 3 * LIMIT, 0)) {
      const { status } = await scene.now().server.ask(line, { headers });
      answers.push(status !== refusedBy(dialect));
    }
    figures.budgets += 1;
    figures.requests += answers.length;
    figures.extra += answers.filter(Boolean).length - LIMIT;
    expect(answers).toEqual(answers.map((_, index) => index < LIMIT));
  });
});
