import { unique } from '../../http/api';
import type { Answer } from '../../support/test-server';
import { error, NO_TOKEN, told, useColon } from './colon';

const colon = useColon();

const OVER = error(429, 'rate limit exceeded', 'RATE_LIMIT_EXCEEDED');
const NAMES = ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset'];

const limited = async (limits: Record<string, number>): Promise<string> => {
  const body = { name: unique('policy'), ...limits };
  const policy = (await colon.api.ask('POST /api/policies', { body })).json as { id: number };
  return colon.api.server.token(1, { policyId: policy.id });
};

const told_ = ({ headers }: Answer) => NAMES.slice(0, 2).map((name) => headers[name]);

const isSoon = (reset: string | undefined, seconds: number): void => {
  expect(reset).toMatch(/^\d{10}$/);
  const left = Number(reset) - Date.now() / 1000;
  expect(left).toBeGreaterThan(-2);
  expect(left).toBeLessThanOrEqual(seconds + 2);
};

test('every answer tells the budget, whatever came of it', async () => {
  const token = await limited({ rate_limit_per_min: 5 });
  const lines = ['GET /users:list', 'GET /users:get', 'GET /users:get?id=1', 'POST /users:create'];
  for (const [index, line] of lines.entries()) {
    const answer = await colon.ask(line, { token });
    expect([line, ...told_(answer)]).toEqual([line, '5', String(4 - index)]);
    isSoon(answer.headers['x-ratelimit-reset'], 60);
    expect(answer.headers['ratelimit']).toMatch(new RegExp(`"minute"; r=${4 - index};`));
  }
});

test('beyond the limit of a minute', async () => {
  const token = await limited({ rate_limit_per_min: 2 });
  for (let index = 0; index < 2; index += 1) {
    expect((await colon.ask('GET /users:list', { token })).status).toBe(200);
  }
  const answer = await colon.ask('GET /users:list', { token });
  expect([told(answer), ...told_(answer)]).toEqual([OVER, '2', '0']);
  expect(answer.headers['retry-after']).toMatch(/^[1-9]\d*$/);
  isSoon(answer.headers['x-ratelimit-reset'], 60);
});

test('of a day, whatever dialect used it up', async () => {
  const token = await limited({ max_requests_per_day: 3 });
  for (const line of ['GET /users:list', 'GET /api/users/1', 'GET /auth:me']) {
    expect((await colon.ask(line, { token })).status).toBe(200);
  }
  const answer = await colon.ask('GET /users:list', { token });
  expect([told(answer), ...told_(answer)]).toEqual([OVER, '3', '0']);
});

test('the tightest of two budgets is told', async () => {
  const token = await limited({ rate_limit_per_min: 9, max_requests_per_day: 3 });
  expect(told_(await colon.ask('GET /users:list', { token }))).toEqual(['3', '2']);
  const other = await limited({ rate_limit_per_min: 3, max_requests_per_day: 9 });
  expect(told_(await colon.ask('GET /users:list', { token: other }))).toEqual(['3', '2']);
});

test('without a limit there is nothing to tell', async () => {
  const { headers } = await colon.ask('GET /users:list');
  expect(NAMES.map((name) => headers[name])).toEqual([undefined, undefined, undefined]);
});

test('other dialects do not tell it so', async () => {
  const token = await limited({ rate_limit_per_min: 5 });
  const { headers } = await colon.ask('GET /api/users/1', { token });
  expect(NAMES.map((name) => headers[name])).toEqual([undefined, undefined, undefined]);
});

test('a policy that lets the caller nowhere near', async () => {
  const body = { name: unique('policy'), allowed_paths: ['/users:get', '/auth'], allowed_methods: ['GET'] };
  const policy = (await colon.api.ask('POST /api/policies', { body })).json as { id: number };
  const token = await colon.api.server.token(1, { policyId: policy.id });
  const REFUSED = error(403, "not permitted by the token's policy", 'AUTHZ_POLICY_REFUSED');
  for (const line of ['GET /users:list', 'POST /auth:me', 'GET /users%3Alist', 'GET /apikeys:list']) {
    expect([line, told(await colon.ask(line, { token }))]).toEqual([line, REFUSED]);
  }
  const { ulid } = colon.api.admin;
  for (const line of [`GET /users:get?id=${ulid}`, `GET /users%3Aget?id=${ulid}`, 'GET /auth:me']) {
    expect([line, (await colon.ask(line, { token })).status]).toEqual([line, 200]);
  }
});

describe('callers that are not known', () => {
  const few = useColon({ settings: { RATE_LIMIT_ANONYMOUS_PER_MIN: '5' } });

  test('401, 404, 405, 204 and the public ones count against the address, and are 429 beyond its budget', async () => {
    const lines = [
      'GET /users:list',
      'GET /nothing',
      'PUT /users:list',
      'OPTIONS /users:list',
      'GET /health',
    ];
    for (const [index, line] of lines.entries()) {
      const answer = await few.askAnonymously(line);
      expect([line, ...told_(answer)]).toEqual([line, '5', String(4 - index)]);
      expect(answer.status).not.toBe(429);
    }
    for (const line of [...lines, 'POST /auth:login', 'POST /auth:refresh']) {
      expect([line, told(await few.askAnonymously(line))]).toEqual([line, OVER]);
    }
    expect((await few.ask('GET /users:list')).status).toBe(200);
  });
});

test('a caller without a token is told so while it has a budget', async () => {
  expect(told(await colon.askAnonymously('GET /users:list'))).toBe(NO_TOKEN);
});
