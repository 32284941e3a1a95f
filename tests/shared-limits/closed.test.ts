import { limitedToken } from '../limits/limited-token';
import { type RedisServer, startRedisServer } from '../support/redis-server';
import { ask } from '../support/test-server';
import { hasProgram } from '../support/tools';
import { statusCounts } from '../support/volley';
import { startTwoServers, type TwoServers, untilShared, WAYS } from './two-servers';

const describeWithRedis = hasProgram('redis-server') ? describe : describe.skip;

jest.setTimeout(120_000);

const PLAIN = 'text/plain; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';

describeWithRedis('while Redis is away, limits that fail closed', () => {
  let redis: RedisServer;
  let servers: TwoServers;
  let token: string;
  let unlimited: string;

  beforeAll(async () => {
    redis = await startRedisServer();
    servers = await startTwoServers(redis.url, { REDIS_OUTAGE: 'closed', REDIS_TIMEOUT_MS: '2000' });
    token = await limitedToken(servers.first, 1, { ratePerMinute: 10 });
    unlimited = await servers.first.token(1);
    await untilShared(servers.urls, true);
    await redis.kill();
    await untilShared(servers.urls, false);
  });

  afterAll(async () => {
    await servers?.stop();
    await redis?.stop();
  });

  test.each([
    ['GET /api/users/1', PLAIN, 'Service Unavailable'],
    ['GET /users:list', JSON_TYPE, '{"code":503,"error":"service unavailable"}'],
    ['GET /api/v1/users', JSON_TYPE, '{"error":"Service unavailable","message":"Try again later"}'],
    ['GET /api/admin/users', JSON_TYPE, '{"status":"error","message":"Service Unavailable"}'],
    ['GET /form/api/v1/user/users', JSON_TYPE, '{"message":"Service Unavailable"}'],
  ])('%s is 503 in its dialect, with a time to come back', async (line, type, body) => {
    for (const url of servers.urls) {
      const { status, headers, text } = await ask(url, line, { token });
      expect([status, headers['content-type'], headers['retry-after'], text]).toEqual([503, type, '1', body]);
    }
  });

  test.each(['GET /api/nothing', 'GET /api/users', 'DELETE /api/users/list', 'GET /openapi.json'])(
    'so is what counts against the address: %s',
    async (line) => {
      expect((await ask(servers.urls[0], line)).status).toBe(503);
    },
  );

  test('so is a sign-in, whatever its password, and it leaves no trace in what counts failures', async () => {
    const body = { username: 'admin', password: 'wrong-password-1' };
    for (let n = 0; n < 6; n += 1)
      expect((await ask(servers.urls[0], 'POST /api/auth/login', { body })).status).toBe(503);
    const { rows } = await servers.first.database.pool.query('select count(*)::int as n from sign_in_tries');
    expect(rows).toEqual([{ n: 0 }]);
  });

  test('not ready, alive, and metrics for those who look after it', async () => {
    for (const url of servers.urls) {
      expect((await ask(url, 'GET /readyz')).status).toBe(503);
      expect((await ask(url, 'GET /livez')).status).toBe(200);
      expect((await ask(url, 'GET /metrics')).text).toMatch(/^roster_shared_limits_up 0$/m);
    }
  });

  test('a token without a limit by the minute goes on: nothing of it is counted', async () => {
    expect((await ask(servers.urls[0], 'GET /api/users/1', { token: unlimited })).status).toBe(200);
  });

  test('exact again when it is back, and ready', async () => {
    await redis.restart();
    await untilShared(servers.urls, true);
    const shots = Array.from({ length: 30 }, () => ({ line: 'GET /api/users/1', token }));
    expect(statusCounts(await WAYS['at once'](servers.urls, shots))).toEqual({ 200: 10, 429: 20 });
    for (const url of servers.urls)
      while ((await ask(url, 'GET /readyz')).status !== 200)
        await new Promise((done) => setTimeout(done, 50));
  });
});
