import { machineContext } from '../../src/first-administrator';
import { startTestServer, type TestServer } from '../support/test-server';
import { createVolley, statusCounts, type Volley } from '../support/volley';
import { askInTurn, limitedToken, makePolicy, overLimit, passed, reads, refusals } from './limited-token';

const LIMIT = 5;
const PASSWORD = 'securepassword123';

let server: TestServer;
let volley: Volley;
let adminToken: string;

beforeAll(async () => {
  server = await startTestServer({
    // Noon, held still: no test may meet midnight by accident.
    clock: { now: () => new Date('2030-06-15T12:00:00Z') },
    settings: {
      TRUST_PROXY: '1',
      RATE_LIMIT_SESSION_PER_MIN: String(LIMIT),
      RATE_LIMIT_DEFAULT_PER_MIN: '7',
      RATE_LIMIT_DEFAULT_PER_DAY: '1000',
    },
  });
  await server.user({ username: 'admin', roles: ['admin'] });
  adminToken = await server.token(1);
  volley = createVolley(server.url);
});

afterAll(async () => {
  volley.close();
  await server.stop();
});

const readAll = (count: number, token: string, addressOf: (index: number) => string = () => '192.0.2.1') =>
  volley.fire(
    reads(count).map((line, index) => ({ line, token, headers: { 'X-Forwarded-For': addressOf(index) } })),
  );

test('two tokens of one user at one address have a budget each', async () => {
  const tokens = [
    await limitedToken(server, 1, { ratePerMinute: LIMIT }),
    await limitedToken(server, 1, { ratePerMinute: LIMIT }),
  ];
  const shots = reads(6 * LIMIT).map((line, index) => ({ line, token: tokens[index % 2] as string }));
  const answers = await volley.fire(shots);
  const passedBy = tokens.map((token) => passed(answers.filter((_, index) => shots[index]?.token === token)));
  expect(passedBy).toEqual([LIMIT, LIMIT]);
});

test('two tokens under one policy have a budget each', async () => {
  const policyId = await makePolicy(server, { ratePerMinute: LIMIT });
  for (const token of [await server.token(1, { policyId }), await server.token(1, { policyId })]) {
    expect(passed(await readAll(3 * LIMIT, token))).toBe(LIMIT);
  }
});

test('one token from twenty addresses has one budget', async () => {
  const token = await limitedToken(server, 1, { ratePerMinute: LIMIT });
  expect(passed(await readAll(20, token, (index) => `198.51.100.${index + 1}`))).toBe(LIMIT);
});

test('a new secret is the same token, and its budget is not new', async () => {
  const token = await limitedToken(server, 1, { ratePerMinute: LIMIT });
  expect(passed(await readAll(LIMIT, token))).toBe(LIMIT);
  const { rows } = await server.database.pool.query('select max(id)::int as id from api_tokens');
  const rotated = await server.ask(`POST /api/admin/tokens/${rows[0].id}/rotate`, { token: adminToken });
  const { token: secret } = rotated.json as { token: string };
  expect(passed(await readAll(LIMIT, secret))).toBe(0);
});

const signIn = async (username: string): Promise<string> => {
  const { json } = await server.ask('POST /api/auth/login', { body: { username, password: PASSWORD } });
  return (json as { access_token: string }).access_token;
};

test('two sessions of one user share a budget; another user has its own', async () => {
  await server.user({ username: 'twice', password: PASSWORD, roles: ['readonly'] });
  await server.user({ username: 'once', password: PASSWORD, roles: ['readonly'] });
  const sessions = [await signIn('twice'), await signIn('twice')];
  const answers = await volley.fire(
    reads(6 * LIMIT).map((line, index) => ({ line, token: sessions[index % 2] as string })),
  );
  expect(statusCounts(answers)).toEqual({ 200: LIMIT, 429: 5 * LIMIT });
  expect(refusals(answers)).toEqual([overLimit(LIMIT, 'minute')]);
  expect(passed(await readAll(3 * LIMIT, await signIn('once')))).toBe(LIMIT);
});

test('what is refused for its permission, its target or its body is counted like any other', async () => {
  const reader = await server.user({ username: 'reader', roles: ['readonly'] });
  const token = await limitedToken(server, reader.id, { ratePerMinute: LIMIT });
  const lines = ['POST /api/users', 'DELETE /api/users/1', 'GET /api/users/999', 'GET /api/users?limit=0'];
  const answers = await askInTurn(server.url, [...lines, ...lines], { token });
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 404, 400, 403, 429, 429, 429]);
});

test('a request over the limit is refused before its body is read', async () => {
  const token = await limitedToken(server, 1, { ratePerMinute: 1 });
  const malformed = { token, raw: '{' };
  const answers = [
    await server.ask('POST /api/users', malformed),
    await server.ask('POST /api/users', malformed),
    await server.ask('POST /api/users/create', { token, raw: `"${'x'.repeat(200_000)}"` }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([400, 429, 429]);
});

test('a token without a policy, and one whose policy is inactive, get the defaults', async () => {
  const policyId = await makePolicy(server, { ratePerMinute: 1, active: false });
  for (const token of [await server.token(1, { policyId: null }), await server.token(1, { policyId })]) {
    const answers = await readAll(21, token);
    expect(statusCounts(answers)).toEqual({ 200: 7, 429: 14 });
    expect(refusals(answers)).toEqual([overLimit(7, 'minute')]);
  }
});

describe('a change of policy holds on the next request', () => {
  const change = (policyId: number, body: unknown) =>
    server.ask(`PUT /api/policies/${policyId}`, { token: adminToken, body });

  test('raised, lowered, switched off and lifted', async () => {
    const policyId = await makePolicy(server, { ratePerMinute: 2 });
    const token = await server.token(1, { policyId });
    const next = async () => (await server.ask('GET /api/users/1', { token })).status;
    expect([await next(), await next(), await next()]).toEqual([200, 200, 429]);
    await change(policyId, { rate_limit_per_min: 5 });
    expect([await next(), await next(), await next()]).toEqual([200, 200, 429]);
    await change(policyId, { rate_limit_per_min: 1000 });
    expect(await next()).toBe(200);
    await change(policyId, { rate_limit_per_min: 3 });
    expect(await next()).toBe(429);
    // Eight were asked so far, and the defaults allow seven.
    await change(policyId, { active: false });
    expect(await next()).toBe(429);
    await change(policyId, { active: true, rate_limit_per_min: null });
    expect(await next()).toBe(200);
  });

  test('another policy, and none', async () => {
    const token = await limitedToken(server, 1, { ratePerMinute: 1 });
    const { rows } = await server.database.pool.query('select max(id)::int as id from api_tokens');
    const give = (policy_id: number | null) =>
      server.ask('PUT /api/tokens/policy', {
        token: adminToken,
        body: { token_id: rows[0].id, policy_id },
      });
    const next = async () => (await server.ask('GET /api/users/1', { token })).status;
    expect([await next(), await next()]).toEqual([200, 429]);
    await give(await makePolicy(server, { ratePerMinute: 3 }));
    expect([await next(), await next()]).toEqual([200, 429]);
    await give(null);
    expect([await next(), await next(), await next(), await next()]).toEqual([200, 200, 200, 429]);
  });

  test('a limit a day', async () => {
    const policyId = await makePolicy(server, { requestsPerDay: 1 });
    const token = await server.token(1, { policyId });
    const next = async () => (await server.ask('GET /api/users/1', { token })).text;
    await next();
    expect(await next()).toBe(overLimit(1, 'day'));
    await wirePolicy(policyId, 3);
    expect(await next()).not.toBe(overLimit(3, 'day'));
    expect(await next()).toBe(overLimit(3, 'day'));
  });

  const wirePolicy = (policyId: number, requestsPerDay: number) =>
    server.wiring.controllers['policies.update'](
      { policy: String(policyId), changes: { requestsPerDay } },
      machineContext('test'),
    );
});
