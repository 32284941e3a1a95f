import { limitedToken, overLimit, reads, refusals } from '../limits/limited-token';
import { type RedisServer, startRedisServer } from '../support/redis-server';
import { report } from '../support/report';
import { startTestServer, type TestServer } from '../support/test-server';
import { hasProgram } from '../support/tools';
import { type Shot, statusCounts } from '../support/volley';
import { EVERY_WAY, startTwoServers, type TwoServers, WAYS } from './two-servers';

const describeWithRedis = hasProgram('redis-server') ? describe : describe.skip;

jest.setTimeout(120_000);

const SETTINGS = {
  RATE_LIMIT_SESSION_PER_MIN: '7',
  RATE_LIMIT_ANONYMOUS_PER_MIN: '7',
  // Tests of one file come from one address, and count as one caller otherwise.
  TRUST_PROXY: '1',
};

/** From an address of its own, so that no other test's budget is touched. */
let addresses = 0;
const fresh = (): { 'X-Forwarded-For': string } => {
  addresses += 1;
  return { 'X-Forwarded-For': `198.51.100.${addresses}` };
};

describeWithRedis('limits over Redis', () => {
  let redis: RedisServer;
  let servers: TwoServers;

  beforeAll(async () => {
    redis = await startRedisServer({ password: 'a p@ss/word:of tests' });
    servers = await startTwoServers(redis.url, SETTINGS);
  });

  afterAll(async () => {
    await servers?.stop();
    await redis?.stop();
  });

  const CASES = EVERY_WAY.flatMap((way) =>
    [1, 2].flatMap((count) => [1, 5, 60].map((limit) => [limit, count, way] as const)),
  );

  test.each(CASES)('%i a minute over %i server(s), three times as many %s', async (limit, count, way) => {
    const token = await limitedToken(servers.first, 1, { ratePerMinute: limit });
    const shots = reads(3 * limit).map((line) => ({ line, token }));
    const answers = await WAYS[way](servers.urls.slice(0, count), shots);
    expect(statusCounts(answers)).toEqual({ 200: limit, 429: 2 * limit });
    expect(refusals(answers)).toEqual([overLimit(limit, 'minute')]);
    report(
      `limit ${limit}, ${3 * limit} ${way} over ${count}: passed - limit = ${(statusCounts(answers)[200] ?? 0) - limit}`,
    );
  });

  test.each(EVERY_WAY)('a user’s sessions have one budget on both servers, %s', async (way) => {
    const name = `user-${EVERY_WAY.indexOf(way)}`;
    await servers.first.user({ username: name, password: 'user-password-1' });
    const body = { username: name, password: 'user-password-1' };
    const tokens: string[] = [];
    for (const url of servers.urls) {
      const [answer] = await WAYS['one after another'](
        [url],
        [{ line: 'POST /api/auth/login', body, headers: fresh() }],
      );
      tokens.push((answer?.json as { access_token: string } | undefined)?.access_token ?? '');
    }
    const shots = Array.from({ length: 21 }, (_, index): Shot => {
      const token = tokens[index % 2] ?? '';
      return { line: 'GET /api/auth/me', token };
    });
    expect(statusCounts(await WAYS[way](servers.urls, shots))).toEqual({ 200: 7, 429: 14 });
  });

  test.each(EVERY_WAY)('an address has one budget on both servers, %s', async (way) => {
    const headers = fresh();
    const lines = ['GET /api/users', 'GET /api/nothing', 'DELETE /api/users/list'];
    const shots = Array.from({ length: 21 }, (_, index) => ({ line: lines[index % 3] as string, headers }));
    const answers = await WAYS[way](servers.urls, shots);
    expect(answers.filter(({ status }) => status !== 429)).toHaveLength(7);
  });

  test('a minute and a day: what the minute refuses takes nothing from the day', async () => {
    const token = await limitedToken(servers.first, 1, { ratePerMinute: 5, requestsPerDay: 7 });
    const shots = reads(15).map((line) => ({ line, token }));
    expect(statusCounts(await WAYS['at once'](servers.urls, shots))).toEqual({ 200: 5, 429: 10 });
    const { rows } = await servers.first.database.pool.query(
      'select count from token_day_counts where token_id = (select max(id) from api_tokens)',
    );
    expect(rows[0].count).toBe(5);
  });

  test('what is left of a limit is told by either server as both have counted it', async () => {
    const admin = await servers.first.token(1);
    const token = await limitedToken(servers.first, 1, { ratePerMinute: 50 });
    await WAYS['one after another'](
      servers.urls,
      reads(11).map((line) => ({ line, token })),
    );
    for (const url of servers.urls) {
      const [{ json } = { json: null }] = await WAYS['one after another'](
        [url],
        [{ line: 'GET /api/usage/limits', token: admin }],
      );
      const tokens = (json as { minute: { limit: number; used: number; reset_at: string } }[]) ?? [];
      expect(tokens.at(-1)?.minute).toMatchObject({ limit: 50, used: 11 });
    }
  });

  describe('in Redis', () => {
    const keys = async (): Promise<string[]> => (await redis.command('KEYS', '*')) as string[];

    test('every key is ours, goes with its window, and holds no secret', async () => {
      await redis.flush();
      const token = await limitedToken(servers.first, 1, { ratePerMinute: 5 });
      const headers = { 'X-Forwarded-For': '2001:db8:1:234::5' };
      await WAYS['at once'](servers.urls, [
        { line: 'GET /api/users/1', token },
        { line: 'GET /api/users/1', headers, token: 'hush-hush-hush' },
      ]);
      const { rows } = await servers.first.database.pool.query('select max(id)::int as id from api_tokens');
      const found = (await keys()).filter((key) => key !== 'roster:minute:check');
      expect(found.toSorted()).toEqual([
        'roster:minute:address:2001:db8:1:200::/56',
        `roster:minute:token:${rows[0].id}`,
      ]);
      for (const key of await keys()) {
        const left = Number(await redis.command('PTTL', key));
        expect(left).toBeGreaterThan(0);
        expect(left).toBeLessThanOrEqual(60_000);
      }
    });

    test('a key without an end, which no server makes, does not lock its caller out', async () => {
      const token = await limitedToken(servers.first, 1, { ratePerMinute: 2 });
      const { rows } = await servers.first.database.pool.query('select max(id)::int as id from api_tokens');
      await redis.command('SET', `roster:minute:token:${rows[0].id}`, '1000000');
      const shots = reads(3).map((line) => ({ line, token }));
      expect(statusCounts(await WAYS['one after another'](servers.urls, shots))).toEqual({ 200: 2, 429: 1 });
    });
  });

  describe('headers', () => {
    let alone: TestServer;
    beforeAll(async () => {
      alone = await startTestServer({ settings: SETTINGS });
      await alone.user({ username: 'admin', roles: ['admin'], password: 'admin-password-1' });
    });
    afterAll(() => alone.stop());

    /** The budget headers of an answer, without the name that tells callers apart; seconds are held against the clock. */
    const budget = (headers: Readonly<Record<string, string>>) => {
      const reset = Number(headers['x-ratelimit-reset']) - Date.now() / 1000;
      expect(reset).toBeGreaterThan(0);
      expect(reset).toBeLessThanOrEqual(61);
      const withoutSeconds = headers['ratelimit']?.replace(/t=\d+/, 't=?');
      return {
        ratelimit: withoutSeconds,
        policy: headers['ratelimit-policy']?.replace(/pk=:[^:]+:/, 'pk=:?:'),
        limit: headers['x-ratelimit-limit'],
        remaining: headers['x-ratelimit-remaining'],
        hasRetryAfter: headers['retry-after'] !== undefined,
      };
    };

    test('are those of a server that counts in its memory', async () => {
      const told = async (server: TestServer, urls: readonly string[]) => {
        const token = await limitedToken(server, 1, { ratePerMinute: 2 });
        const shots = Array.from({ length: 3 }, () => ({ line: 'GET /users:list', token }));
        const answers = await WAYS['one after another'](urls, shots);
        return answers.map(({ status, headers }) => [status, budget(headers)]);
      };
      const shared = await told(servers.first, servers.urls);
      expect(shared).toEqual(await told(alone, [alone.url]));
      expect(shared.map(([status]) => status)).toEqual([200, 200, 429]);
    });
  });
});
