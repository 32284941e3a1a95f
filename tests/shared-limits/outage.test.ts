import { shareOf } from '../../src/middleware/shared-minutes';
import { limitedToken, overLimit, reads, refusals } from '../limits/limited-token';
import { type RedisServer, startRedisServer } from '../support/redis-server';
import { report } from '../support/report';
import { ask } from '../support/test-server';
import { hasProgram } from '../support/tools';
import { statusCounts } from '../support/volley';
import { openSlowGate, type SlowGate } from './slow-gate';
import { startTwoServers, type TwoServers, untilShared, WAYS } from './two-servers';

const describeWithRedis = hasProgram('redis-server') ? describe : describe.skip;

jest.setTimeout(120_000);

const LIMIT = 10;
const HALF = 5;

test('half of a limit, never nothing', () => {
  expect([1, 2, 3, 10, 61, 1_000_000_000].map(shareOf)).toEqual([1, 1, 1, 5, 30, 500_000_000]);
});

describeWithRedis('while Redis is away, limits that fail open', () => {
  let redis: RedisServer;
  let gate: SlowGate;
  let servers: TwoServers;

  beforeAll(async () => {
    redis = await startRedisServer();
    gate = await openSlowGate(redis.port);
    // With the time limit of the release: what is on trial here takes longer, or never comes.
    servers = await startTwoServers(`redis://127.0.0.1:${gate.port}`, { REDIS_TIMEOUT_MS: '100' });
  });

  afterAll(async () => {
    await servers?.stop();
    await gate?.close();
    await redis?.stop();
  });

  const shots = (token: string, count: number) => reads(count).map((line) => ({ line, token }));

  const newToken = () => limitedToken(servers.first, 1, { ratePerMinute: LIMIT });

  /** Every server lets half of a limit through, by itself, and says so. */
  const expectHalves = async (): Promise<void> => {
    const token = await newToken();
    for (const url of servers.urls) {
      const answers = await WAYS['at once']([url], shots(token, 3 * LIMIT));
      expect(statusCounts(answers)).toEqual({ 200: HALF, 429: 3 * LIMIT - HALF });
      expect(refusals(answers)).toEqual([overLimit(HALF, 'minute')]);
      expect(answers[0]?.headers['ratelimit-policy']).toMatch(/^"minute"; q=5; w=60; /);
    }
  };

  // The time limit is that of the release, and this machine may be too busy to keep to it: what is tried again is the
  // whole of it, with another token, until Redis was there from the first request to the last.
  const expectExact = async (): Promise<void> => {
    for (;;) {
      await untilShared(servers.urls, true);
      const before = await outages();
      const token = await newToken();
      const answers = await WAYS['at once'](servers.urls, shots(token, 3 * LIMIT));
      if ((await outages()) !== before) continue;
      expect(statusCounts(answers)).toEqual({ 200: LIMIT, 429: 2 * LIMIT });
      return;
    }
  };

  const outages = async (): Promise<string> => {
    const pages = await Promise.all(servers.urls.map((url) => ask(url, 'GET /metrics')));
    return pages.map(({ text }) => /^roster_shared_limits_outages_total (\d+)$/m.exec(text)?.[1]).join();
  };

  test.each<[string, () => unknown, () => unknown]>([
    ['killed', () => redis.kill(), () => redis.restart()],
    ['silent', () => redis.pause(), () => redis.resume()],
    ['two seconds slow', () => gate.delay(2000), () => gate.delay(0)],
    [
      'full',
      async () => {
        await redis.command('CONFIG', 'SET', 'maxmemory', '1');
      },
      () => redis.command('CONFIG', 'SET', 'maxmemory', '0'),
    ],
    [
      'a replica that only reads',
      () => redis.command('REPLICAOF', '127.0.0.1', '1'),
      () => redis.command('REPLICAOF', 'NO', 'ONE'),
    ],
  ])('Redis %s: half on each, ready, nobody waits; exact when it is back', async (what, goes, comes) => {
    await expectExact();
    await goes();
    // The first to ask may pay for finding out.
    const token = await newToken();
    const first = performance.now();
    await WAYS['at once'](servers.urls, shots(token, 2));
    const firstMs = performance.now() - first;
    await untilShared(servers.urls, false);
    const asked = gate.heard().split(':token:').length;
    await expectHalves();
    // Not one of them was for Redis to answer: whoever tries it again is no request.
    expect(gate.heard().split(':token:').length).toBe(asked);
    for (const url of servers.urls) expect((await ask(url, 'GET /readyz')).text).toBe('ok');
    const outageMs: number[] = [];
    for (const url of servers.urls) {
      const begun = performance.now();
      await ask(url, 'GET /api/users/1', { token });
      outageMs.push(Math.round(performance.now() - begun));
    }
    await comes();
    const backMs = await untilShared(servers.urls, true);
    await expectExact();
    report(
      `Redis ${what}: first request ${Math.round(firstMs)} ms, during ${outageMs.join(' and ')} ms; back after ${Math.round(backMs)} ms`,
    );
  });

  test('flapping: every answer is 200 or 429, and it is exact again in the end', async () => {
    const seen: Record<number, number> = {};
    for (let round = 0; round < 5; round += 1) {
      await (round % 2 === 0 ? redis.kill() : gate.delay(2000));
      const token = await newToken();
      const answers = await WAYS['at once'](servers.urls, shots(token, 3 * LIMIT));
      await (round % 2 === 0 ? redis.restart() : gate.delay(0));
      const more = await WAYS['at once'](servers.urls, shots(token, 3 * LIMIT));
      for (const { status } of [...answers, ...more]) seen[status] = (seen[status] ?? 0) + 1;
    }
    expect(Object.keys(seen)).toEqual(['200', '429']);
    await expectExact();
    report(`flapping: ${JSON.stringify(seen)}`);
  });

  test('flushed, or its scripts forgotten: a new window, and exact', async () => {
    for (const words of [['FLUSHALL'], ['SCRIPT', 'FLUSH']]) {
      await redis.command(...words);
      await expectExact();
    }
  });

  test('what is left of a limit is told as this server has counted it', async () => {
    const admin = await servers.first.token(1);
    await redis.kill();
    await untilShared(servers.urls, false);
    const token = await newToken();
    await WAYS['one after another']([servers.urls[0]], shots(token, 3));
    const used = async (url: string): Promise<unknown> =>
      ((await ask(url, 'GET /api/usage/limits', { token: admin })).json as { minute: unknown }[]).at(-1)
        ?.minute;
    expect(await used(servers.urls[0])).toMatchObject({ limit: LIMIT, used: 3 });
    expect(await used(servers.urls[1])).toMatchObject({ limit: LIMIT, used: 0, reset_at: null });
    await redis.restart();
    await expectExact();
  });

  test('one line in the log for each change, and none for each request', () => {
    const lines = servers.first.logLines.filter((line) => line.includes('Redis'));
    const texts = lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
    const away = texts.filter((text) => text !== 'Redis answers: limits by the minute are shared');
    for (const text of away)
      expect(text).toMatch(
        /^Redis is away \(.+\): this process counts requests by the minute alone, up to half of each limit$/,
      );
    const isAway = texts.map((text) => away.includes(text));
    expect(isAway.filter((now, index) => now === isAway[index - 1])).toEqual([]);
    report(`what was said: ${[...new Set(away.map((text) => /\((.+)\)/.exec(text)?.[1]))].join('; ')}`);
  });
});
