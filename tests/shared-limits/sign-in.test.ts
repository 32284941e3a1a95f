import { LIMIT, PASSWORD, signIn, triesOf, WRONG } from '../races/sign-in-tries';
import { type RedisServer, startRedisServer } from '../support/redis-server';
import { report } from '../support/report';
import { hasProgram } from '../support/tools';
import { statusCounts } from '../support/volley';
import { EVERY_WAY, startTwoServers, type TwoServers, untilShared, WAYS } from './two-servers';

const describeWithRedis = hasProgram('redis-server') ? describe : describe.skip;

jest.setTimeout(120_000);

const TRIES = 40;

describeWithRedis('sign-in limits are in the database: Redis is nothing to them', () => {
  let redis: RedisServer;
  let servers: TwoServers;

  beforeAll(async () => {
    redis = await startRedisServer();
    servers = await startTwoServers(redis.url, { TRUST_PROXY: '1' });
  });

  afterAll(async () => {
    await servers?.stop();
    await redis?.stop();
  });

  test.each(EVERY_WAY)(
    'a flood over two servers %s, with Redis dead: exactly five are heard',
    async (way) => {
      await redis.kill();
      await untilShared(servers.urls, false);
      const username = `flooded-${EVERY_WAY.indexOf(way)}`;
      const { id } = await servers.first.user({ username, password: PASSWORD });
      const shots = Array.from({ length: TRIES }, (_, n) => signIn(username, `${WRONG}-${n}`));
      const answers = await WAYS[way](servers.urls, shots);
      expect(statusCounts(answers)).toEqual({ 401: LIMIT, 429: TRIES - LIMIT });
      const heard = (await triesOf(servers.first, id)).filter(
        (outcome) => outcome === 'wrong_password',
      ).length;
      expect(heard).toBe(LIMIT);
      const [after] = await WAYS['one after another'](servers.urls, [signIn(username, PASSWORD)]);
      expect(after?.status).toBe(429);
      report(`sign-ins ${way} with Redis dead: ${TRIES} tries, heard ${heard}`);
      await redis.restart();
      await untilShared(servers.urls, true);
      const [still] = await WAYS['one after another'](servers.urls, [signIn(username, PASSWORD)]);
      expect(still?.status).toBe(429);
    },
  );
});
