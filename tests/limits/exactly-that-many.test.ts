import { report } from '../support/report';
import { type Answer, startTestServer, type TestServer } from '../support/test-server';
import { createVolley, statusCounts, type Volley } from '../support/volley';
import { askInTurn, limitedToken, overLimit, passed, reads, refusals } from './limited-token';

const TIMEOUT = 120_000;
const MINUTE_MS = 60_000;

// Noon, held still: no test may meet midnight by accident.
const clock = { now: () => new Date('2030-06-15T12:00:00Z') };

let server: TestServer;
let volley: Volley;
let ahead = 0;

beforeAll(async () => {
  const machineNow = Date.now.bind(Date);
  jest.spyOn(Date, 'now').mockImplementation(() => machineNow() + ahead);
  server = await startTestServer({ clock });
  await server.user({ username: 'admin', roles: ['admin'] });
  volley = createVolley(server.url);
});

afterAll(async () => {
  jest.restoreAllMocks();
  volley.close();
  await server.stop();
});

/** Moves the clock that minutes are counted by, which is the machine's. */
const letAMinutePass = (): void => {
  ahead += MINUTE_MS + 1;
};

const WAYS = {
  'at once': (lines: readonly string[], token: string) => volley.fire(lines.map((line) => ({ line, token }))),
  'one after another': (lines: readonly string[], token: string) => askInTurn(server.url, lines, { token }),
} as const;

type Way = keyof typeof WAYS;
const CASES = (Object.keys(WAYS) as Way[]).flatMap((way) => [1, 5, 60].map((limit) => [limit, way] as const));

const send = (count: number, way: Way, token: string): Promise<Answer[]> => WAYS[way](reads(count), token);

const expectPassed = (answers: readonly Answer[], wanted: number, sentence: string): void => {
  expect(statusCounts(answers)).toEqual({
    ...(wanted > 0 && { 200: wanted }),
    429: answers.length - wanted,
  });
  expect(refusals(answers)).toEqual([sentence]);
};

test.each(CASES)(
  'a limit of %i a minute lets exactly that many through when three times as many come %s',
  async (limit, way) => {
    const token = await limitedToken(server, 1, { ratePerMinute: limit });
    const answers = await send(3 * limit, way, token);
    expectPassed(answers, limit, overLimit(limit, 'minute'));
    letAMinutePass();
    expectPassed(await send(3 * limit, way, token), limit, overLimit(limit, 'minute'));
    report(`minute limit ${limit}, ${3 * limit} ${way}: passed ${passed(answers)}`);
  },
  TIMEOUT,
);

test.each(CASES)(
  'a limit of %i a day lets exactly that many through when three times as many come %s',
  async (limit, way) => {
    const token = await limitedToken(server, 1, { requestsPerDay: limit });
    const answers = await send(3 * limit, way, token);
    expectPassed(answers, limit, overLimit(limit, 'day'));
    letAMinutePass();
    expectPassed(await send(3, way, token), 0, overLimit(limit, 'day'));
    report(`day limit ${limit}, ${3 * limit} ${way}: passed ${passed(answers)}`);
  },
  TIMEOUT,
);

test.each(CASES)(
  'both limits hold, and what the minute of %i refuses takes nothing from the day; %s',
  async (limit, way) => {
    const token = await limitedToken(server, 1, { ratePerMinute: limit, requestsPerDay: 2 * limit });
    expectPassed(await send(3 * limit, way, token), limit, overLimit(limit, 'minute'));
    letAMinutePass();
    expectPassed(await send(3 * limit, way, token), limit, overLimit(limit, 'minute'));
    letAMinutePass();
    expectPassed(await send(limit, way, token), 0, overLimit(2 * limit, 'day'));
  },
  TIMEOUT,
);

test('null is no limit: no request is refused, and no header promises anything', async () => {
  const token = await limitedToken(server, 1, {});
  const answers = await send(200, 'at once', token);
  expect(statusCounts(answers)).toEqual({ 200: 200 });
  expect(answers.filter(({ headers }) => headers['ratelimit'] !== undefined)).toEqual([]);
});
