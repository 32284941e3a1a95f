import { type BareItem, type Item, parseList } from '../support/structured-fields';
import { type Answer, startTestServer, type TestServer } from '../support/test-server';
import { createVolley, type Volley } from '../support/volley';
import { askInTurn, limitedToken, reads } from './limited-token';

let server: TestServer;
let volley: Volley;

beforeAll(async () => {
  server = await startTestServer({ settings: { RATE_LIMIT_ANONYMOUS_PER_MIN: '3' } });
  await server.user({ username: 'admin', roles: ['admin'] });
  volley = createVolley(server.url);
});

afterAll(async () => {
  volley.close();
  await server.stop();
});

/** The parameters of each policy that a header names. Throws when it is no list of strings with parameters. */
const fieldsOf = ({ headers }: Answer, name: string): Record<string, Item['parameters']> =>
  Object.fromEntries(
    parseList(headers[name] ?? '').map(({ value, parameters }) => {
      expect(typeof value).toBe('string');
      return [value as string, parameters];
    }),
  );

const limitOf = (answer: Answer, per: string): Readonly<Record<string, BareItem>> =>
  fieldsOf(answer, 'ratelimit')[per] ?? {};

const policyOf = (answer: Answer, per: string): Readonly<Record<string, BareItem>> =>
  fieldsOf(answer, 'ratelimit-policy')[per] ?? {};

const isWhole = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;

test('both headers are structured fields that name each limit, with what is left and when it is whole again', async () => {
  const token = await limitedToken(server, 1, { ratePerMinute: 4, requestsPerDay: 10 });
  const answer = await server.ask('GET /api/users/1', { token });
  expect(Object.keys(fieldsOf(answer, 'ratelimit'))).toEqual(['minute', 'day']);
  expect(Object.keys(fieldsOf(answer, 'ratelimit-policy'))).toEqual(['minute', 'day']);
  expect(limitOf(answer, 'minute')).toEqual({ r: 3, t: expect.any(Number) });
  expect(limitOf(answer, 'day')).toEqual({ r: 9, t: expect.any(Number) });
  expect(policyOf(answer, 'minute')).toEqual({ q: 4, w: 60, pk: expect.any(Buffer) });
  expect(policyOf(answer, 'day')).toEqual({ q: 10, w: 86_400, pk: expect.any(Buffer) });
  for (const [per, window] of [
    ['minute', 60],
    ['day', 86_400],
  ] as const) {
    const { t } = limitOf(answer, per);
    expect(isWhole(t) && t <= window).toBe(true);
  }
  expect(answer.headers['retry-after']).toBeUndefined();
});

test('what is left falls by one with every request, whatever its spelling, and stays at zero', async () => {
  const token = await limitedToken(server, 1, { ratePerMinute: 4, requestsPerDay: 100 });
  const answers = await askInTurn(server.url, reads(6), { token });
  expect(answers.map((answer) => limitOf(answer, 'minute')['r'])).toEqual([3, 2, 1, 0, 0, 0]);
  // What the minute refuses takes nothing from the day, and says nothing of it.
  expect(answers.map((answer) => limitOf(answer, 'day')['r'])).toEqual([
    99,
    98,
    97,
    96,
    undefined,
    undefined,
  ]);
});

test('requests that come at once each get another number', async () => {
  const token = await limitedToken(server, 1, { ratePerMinute: 40, requestsPerDay: 40 });
  const answers = await volley.fire(reads(40).map((line) => ({ line, token })));
  const left = (per: string) =>
    answers.map((answer) => Number(limitOf(answer, per)['r'])).sort((a, b) => a - b);
  const each = Array.from({ length: 40 }, (_, index) => index);
  expect(left('minute')).toEqual(each);
  expect(left('day')).toEqual(each);
});

test.each([
  ['minute', { ratePerMinute: 1 }, 60],
  ['day', { requestsPerDay: 1 }, 86_400],
] as const)(
  '429 by the %s says when to come back, no sooner than the budget does',
  async (per, limits, window) => {
    const token = await limitedToken(server, 1, limits);
    await server.ask('GET /api/users/1', { token });
    const refused = await server.ask('GET /api/users/get/1', { token });
    expect(refused.status).toBe(429);
    expect(refused.headers['content-type']).toBe('text/plain; charset=utf-8');
    const { r, t } = limitOf(refused, per);
    expect(r).toBe(0);
    expect(refused.headers['retry-after']).toMatch(/^[1-9]\d*$/);
    const retryAfter = Number(refused.headers['retry-after']);
    expect(isWhole(t) && retryAfter >= t && retryAfter <= window).toBe(true);
  },
);

test('HEAD over the limit has the headers and no body', async () => {
  const token = await limitedToken(server, 1, { ratePerMinute: 1 });
  await server.ask('HEAD /api/users/1', { token });
  const refused = await server.ask('HEAD /api/users/get/1', { token });
  expect([refused.status, refused.text]).toEqual([429, '']);
  expect(limitOf(refused, 'minute')['r']).toBe(0);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
});

test('only a limit that there is has a header', async () => {
  const names = async (limits: Parameters<typeof limitedToken>[2]) => {
    const token = await limitedToken(server, 1, limits);
    return Object.keys(fieldsOf(await server.ask('GET /api/users/1', { token }), 'ratelimit'));
  };
  expect(await names({ ratePerMinute: 9 })).toEqual(['minute']);
  expect(await names({ requestsPerDay: 9 })).toEqual(['day']);
  expect(await names({})).toEqual([]);
});

test('a partition key tells tokens apart and does not tell their secrets', async () => {
  const tokens = [
    await limitedToken(server, 1, { ratePerMinute: 9 }),
    await limitedToken(server, 1, { ratePerMinute: 9 }),
  ];
  const keys = [];
  for (const token of [...tokens, ...tokens]) {
    const answer = await server.ask('GET /api/users/1', { token });
    keys.push((policyOf(answer, 'minute')['pk'] as Buffer).toString('base64'));
    expect(answer.headers['ratelimit-policy']).not.toContain(token.slice(4, 12));
  }
  expect(new Set(keys).size).toBe(2);
  expect(keys.slice(0, 2)).toEqual(keys.slice(2));
});

test('anonymous callers see their budget too, on 401, 404, 405 and 429', async () => {
  const lines = ['GET /api/users', 'GET /api/nothing', 'DELETE /api/users/list', 'GET /api/users'];
  const answers = await askInTurn(server.url, lines, {});
  expect(answers.map(({ status }) => status)).toEqual([401, 404, 405, 429]);
  expect(answers.map((answer) => limitOf(answer, 'minute')['r'])).toEqual([2, 1, 0, 0]);
  expect(answers.map((answer) => policyOf(answer, 'minute')['q'])).toEqual([3, 3, 3, 3]);
});
