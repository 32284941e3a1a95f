import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createRedisCounts, KEY_PREFIX } from '../../src/adapters/redis/redis-counts';
import type { SharedCounts } from '../../src/domain/shared-counts';
import { createMemoryMinutes } from '../../src/middleware/memory-minutes';
import { until } from '../support/child-process';
import { COUNTS } from '../support/counts';
import { type RedisServer, startRedisServer } from '../support/redis-server';
import { report } from '../support/report';
import { hasProgram } from '../support/tools';

const describeWithRedis = hasProgram('redis-server') ? describe : describe.skip;

jest.setTimeout(120_000);

const KEYS = COUNTS.randomKeys;
/** Long enough that every key is there at once, short enough to wait for. */
const WINDOW_MS = 15_000;
const AT_ONCE = 500;

const addressOf = (n: number): string => `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;

describeWithRedis('in Redis', () => {
  let redis: RedisServer;
  let counts: SharedCounts;
  const said: (string | null)[] = [];

  beforeAll(async () => {
    redis = await startRedisServer();
    const onChange = (reason: string | null): void => void said.push(reason);
    counts = createRedisCounts({ url: redis.url, timeoutMs: 10_000, windowMs: WINDOW_MS, onChange });
    await counts.open();
  });

  afterAll(async () => {
    counts?.close();
    await redis?.stop();
  });

  const size = async (): Promise<number> => Number(await redis.command('DBSIZE'));

  test('every key goes with its window, however many there are', async () => {
    const before = Number(/^used_memory:(\d+)/m.exec(String(await redis.command('INFO')))?.[1]);
    for (let start = 0; start < KEYS; start += AT_ONCE)
      await Promise.all(
        Array.from({ length: Math.min(AT_ONCE, KEYS - start) }, (_, n) =>
          counts.increment(addressOf(start + n)),
        ),
      );
    const keys = await size();
    const used = Number(/^used_memory:(\d+)/m.exec(String(await redis.command('INFO')))?.[1]) - before;
    expect(keys).toBeGreaterThan(0);
    counts.close();
    let left = keys;
    // Redis looks for what is over by itself; nobody asks for these keys again.
    while (left > 0) {
      await new Promise((done) => setTimeout(done, 200));
      left = await size();
    }
    expect(said).toEqual([null]);
    report(
      `${KEYS} keys (${COUNTS.name}): ${keys} there at the end, ${(used / 1e6).toFixed(1)} MB; after the window ${left}`,
    );
  });

  test('a window is a window: it begins with the first, does not move, and a new one begins after it', async () => {
    const brief = createRedisCounts({
      url: redis.url,
      timeoutMs: 10_000,
      windowMs: 2000,
      onChange: () => undefined,
    });
    await brief.open();
    try {
      expect(await brief.get('someone')).toBe('none');
      const first = await brief.increment('someone');
      const second = await brief.increment('someone');
      expect([first?.totalHits, second?.totalHits]).toEqual([1, 2]);
      const end = first?.resetTime.getTime() ?? 0;
      expect(Math.abs((second?.resetTime.getTime() ?? 0) - end)).toBeLessThan(1000);
      await until(() => Date.now() > end + 100);
      expect(await redis.command('EXISTS', `${KEY_PREFIX}someone`)).toBe(0);
      expect(await brief.increment('someone')).toMatchObject({ totalHits: 1 });
    } finally {
      brief.close();
    }
  });
});

describe('in the process', () => {
  test('no more than twice the most keys are kept, and whoever goes on is still counted', async () => {
    const most = 1000;
    const minutes = createMemoryMinutes(most);
    let kept = 0;
    for (let n = 0; n < KEYS; n += 1) {
      await minutes.increment(addressOf(n));
      if (n % (most / 2) === 0) await minutes.increment('somebody who goes on');
    }
    for (let n = 0; n < KEYS; n += 1) if (await minutes.get(addressOf(n))) kept += 1;
    expect(kept).toBeLessThanOrEqual(2 * most);
    expect(kept).toBeGreaterThanOrEqual(most / 2);
    const { totalHits } = (await minutes.get('somebody who goes on')) ?? {};
    expect(totalHits).toBe(Math.ceil(KEYS / (most / 2)));
    report(`${KEYS} keys (${COUNTS.name}) where ${most} are allowed: ${kept} kept`);
  });

  /** Megabytes that are in use, without what waits to be collected. */
  const heap = (): number => {
    setFlagsFromString('--expose-gc');
    (runInNewContext('gc') as () => void)();
    return process.memoryUsage().heapUsed / 1e6;
  };

  test('as many as a server keeps take a bounded memory', async () => {
    const minutes = createMemoryMinutes();
    const before = heap();
    for (let n = 0; n < 50 * KEYS; n += 1) minutes.increment(addressOf(n));
    report(`${50 * KEYS} addresses in one window: heap ${(heap() - before).toFixed(0)} MB more`);
    let kept = 0;
    for (let n = 0; n < 50 * KEYS; n += 1) if (await minutes.get(addressOf(n))) kept += 1;
    expect(kept).toBeLessThanOrEqual(400_001);
  });
});
