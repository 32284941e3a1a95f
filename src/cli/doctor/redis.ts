import { connectRedis, type RedisConnection, redisReason } from '../../adapters/redis/redis-connection';
import { KEY_PREFIX } from '../../adapters/redis/redis-counts';
import { within } from '../../adapters/redis/within';
import type { Config } from '../../config';
import { broken, doubtful, type Finding, fine } from './finding';

const WHAT = 'REDIS_URL';
const PATIENCE_MS = 3_000;
const COUNT = "redis.call('SET', KEYS[1], 1, 'PX', 1000) return redis.call('DEL', KEYS[1])";

/** A line of what `INFO` answers. */
const fieldOf = (info: string, name: string): string | null =>
  new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? null;

const judgeMemory = (info: string): Finding[] => {
  const policy = fieldOf(info, 'maxmemory_policy');
  const isBounded = Number(fieldOf(info, 'maxmemory') ?? 0) > 0;
  if (!isBounded || policy === null || policy === 'noeviction') return [];
  const says = `Redis may forget counts early (maxmemory-policy ${policy})`;
  return [doubtful(WHAT, says, 'give limits a Redis of their own with maxmemory-policy noeviction')];
};

const judgeSpeed = (ms: number, timeoutMs: number): Finding[] => {
  if (ms <= timeoutMs) return [];
  const says = `an answer takes ${Math.ceil(ms)} ms, longer than REDIS_TIMEOUT_MS (${timeoutMs}): to the server Redis is away`;
  return [doubtful(WHAT, says, 'see what keeps Redis or the network busy, or set REDIS_TIMEOUT_MS higher')];
};

const lookAt = async (redis: RedisConnection, timeoutMs: number): Promise<Finding[]> => {
  // What limits are counted with: one that only reads, is full, or permits no scripts answers a ping all the same.
  await redis.send('EVAL', COUNT, '1', `${KEY_PREFIX}doctor`);
  const before = performance.now();
  await redis.send('PING');
  const ms = performance.now() - before;
  // Whoever may count need not be permitted to ask about the server.
  const info = String(await redis.send('INFO').catch(() => ''));
  const version = fieldOf(info, 'redis_version');
  const name = version === null ? 'Redis' : `Redis ${version}`;
  return [
    fine(WHAT, `${name} answers in ${Math.ceil(ms)} ms`),
    ...judgeSpeed(ms, timeoutMs),
    ...judgeMemory(info),
  ];
};

const ADVICE = 'see that it runs and lets this user in; the server starts without, and goes on trying';

/** Whether what limits are shared over is there; nothing where there is none. Counts nobody in it. */
export const examineRedis = async ({ redis: { url, outage, timeoutMs } }: Config): Promise<Finding[]> => {
  if (url === null) return [];
  try {
    const redis = await connectRedis({ url, maxMs: PATIENCE_MS });
    try {
      return await within(PATIENCE_MS, lookAt(redis, timeoutMs));
    } finally {
      redis.end();
    }
  } catch (error) {
    const says = `Redis cannot be used (${redisReason(error)}): `;
    return outage === 'open'
      ? [doubtful(WHAT, `${says}each process counts up to half of each limit by itself`, ADVICE)]
      : [broken(WHAT, `${says}requests are answered 503 (REDIS_OUTAGE is closed)`, ADVICE)];
  }
};
