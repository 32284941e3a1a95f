import type { Finding } from '../../src/cli/doctor/finding';
import { examineRedis } from '../../src/cli/doctor/redis';
import { parseConfig } from '../../src/config';
import { askDoctor } from '../cli/doctor';
import { freePort, redisServers } from '../support/redis-server';
import { cleanUp } from '../support/roster-process';
import { hasProgram } from '../support/tools';

const testWithRedis = hasProgram('redis-server') ? test : test.skip;

jest.setTimeout(60_000);

const PASSWORD = 'hush-hush';

const servers = redisServers();
const { start } = servers;

afterAll(async () => {
  await servers.stop();
  await cleanUp();
});

describe('roster doctor', () => {
  const about = (settings: Record<string, string>): Promise<Finding[]> => examineRedis(parseConfig(settings));

  test('looks at it among the rest, and repeats no password', async () => {
    const REDIS_URL = `redis://:${PASSWORD}@127.0.0.1:${await freePort()}`;
    expect((await askDoctor({ settings: { PORT: '0', REDIS_URL } })).about('REDIS_URL').state).toBe('warn');
  });

  test('says nothing of it where none is set', async () => {
    expect(await about({})).toEqual([]);
  });

  testWithRedis('one that is there', async () => {
    const redis = await start({ password: 'right' });
    expect(await about({ REDIS_URL: redis.url, REDIS_TIMEOUT_MS: '10000' })).toEqual([
      {
        state: 'ok',
        what: 'REDIS_URL',
        says: expect.stringMatching(/^Redis \d+\.\d+\.\d+ answers in \d+ ms$/),
        advice: null,
      },
    ]);
    expect(await redis.command('DBSIZE')).toBe(0);
  });

  testWithRedis('one that answers, and takes no counts', async () => {
    const redis = await start();
    await redis.command('REPLICAOF', '127.0.0.1', String(await freePort()));
    const [finding, ...others] = await about({ REDIS_URL: redis.url });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      state: 'warn',
      says: expect.stringMatching(/\(READONLY [^)]+\): each process/),
    });
  });

  testWithRedis('one that may forget counts', async () => {
    const redis = await start({ settings: { maxmemory: '100mb', 'maxmemory-policy': 'allkeys-lru' } });
    const [fine, warning] = await about({ REDIS_URL: redis.url, REDIS_TIMEOUT_MS: '10000' });
    expect(fine?.state).toBe('ok');
    expect(warning).toEqual({
      state: 'warn',
      what: 'REDIS_URL',
      says: 'Redis may forget counts early (maxmemory-policy allkeys-lru)',
      advice: 'give limits a Redis of their own with maxmemory-policy noeviction',
    });
  });

  test.each([
    ['open', 'warn', /^Redis cannot be used \(connect ECONNREFUSED [^)]+\): each process counts up to half /],
    ['closed', 'fail', /^Redis cannot be used \(connect ECONNREFUSED [^)]+\): requests are answered 503 /],
  ])('one that is not there, %s: %s', async (outage, state, says) => {
    const url = `redis://:${PASSWORD}@127.0.0.1:${await freePort()}`;
    const findings = await about({ REDIS_URL: url, REDIS_OUTAGE: outage });
    expect(findings).toEqual([
      { state, what: 'REDIS_URL', says: expect.stringMatching(says), advice: expect.any(String) },
    ]);
  });

  testWithRedis.each([
    ['silent', 'no answer within 3000 ms'],
    ['of another password', 'WRONGPASS invalid username-password pair or user is disabled.'],
  ])('one that is %s', async (what, reason) => {
    const redis = await start({ password: 'another one' });
    if (what === 'silent') redis.pause();
    const [finding] = await about({ REDIS_URL: redis.urlWith(PASSWORD) });
    expect(finding).toMatchObject({ state: 'warn', says: expect.stringContaining(`(${reason})`) });
  });
});
