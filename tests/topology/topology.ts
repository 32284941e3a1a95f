import { createTable } from '../../routes/table';
import { declareAnswers, forgetAnswers } from '../support/declared-answers';
import { createEmptyDatabase, dropEmptyDatabases } from '../support/empty-database';
import { type Haproxy, startHaproxy } from '../support/haproxy';
import { freePort, type RedisServer, startRedisServer } from '../support/redis-server';
import { cleanUp, type Environment, type ServerProcess, startServer } from '../support/roster-process';
import { openTcpGate, type TcpGate } from '../support/tcp-gate';
import { type Answer, type Asking, ask } from '../support/test-server';
import { hasProgram } from '../support/tools';

/** The token of the first administrator, which no quota limits. */
export const ADMIN_TOKEN = 'token-of-the-topology-0123456789-0123456789';

/** Longer than HAProxy takes to see that a replica is not ready any more, even where no check is answered in time. */
const STOP_DELAY_SECONDS = 6;

const SETTINGS: Environment = {
  JWT_SECRET: 'a-secret-that-all-replicas-know-0123456789',
  ADMIN_TOKEN,
  ADMIN_PASSWORD: 'password-of-the-topology',
  BCRYPT_COST: '4',
  TRUST_PROXY: '1',
  STOP_DELAY: String(STOP_DELAY_SECONDS),
  // A machine that is busy with other tests is no outage.
  REDIS_TIMEOUT_MS: '10000',
  RATE_LIMIT_ANONYMOUS_PER_MIN: '1000000',
  RATE_LIMIT_SESSION_PER_MIN: '1000000',
  RATE_LIMIT_DEFAULT_PER_MIN: '1000000',
  RATE_LIMIT_DEFAULT_PER_DAY: '1000000',
};

/** A server process on a port that it keeps from one start to the next, with networks of its own that can be cut. */
export interface Replica {
  readonly address: string;
  readonly postgres: TcpGate;
  /** Null where it counts by itself. */
  readonly redis: TcpGate | null;
  /** The process that runs now, or ran last. */
  process(): ServerProcess;
  /** Starts it anew; resolves when it is ready. */
  start(): Promise<void>;
}

/** The topology of docker-compose.yml on this machine: real processes, HAProxy with the same configuration. */
export interface Topology {
  /** The proxy's address. */
  readonly url: string;
  readonly proxy: Haproxy;
  readonly replicas: readonly [Replica, Replica];
  readonly databaseUrl: string;
  readonly redis: RedisServer;
  /** Asks through the proxy, as the administrator unless another token is given. */
  ask(line: string, asking?: Asking): Promise<Answer>;
  stop(): Promise<void>;
}

/** Whether the programs are there. In CI they must be. */
export const hasTopology = (): boolean =>
  ['haproxy', 'redis-server'].map((name) => hasProgram(name)).every(Boolean);

const throughGate = (url: string, { port }: TcpGate): string => {
  const through = new URL(url);
  through.port = String(port);
  return through.toString();
};

/** A replica that is not started yet. */
export const createReplica = async (
  databaseUrl: string,
  redis: RedisServer | null,
  settings: Environment = {},
): Promise<Replica> => {
  const port = String(await freePort());
  const postgresGate = await openTcpGate(Number(new URL(databaseUrl).port));
  const redisGate = redis && (await openTcpGate(redis.port));
  let running: ServerProcess | undefined;
  const options = {
    settings: {
      ...SETTINGS,
      ...settings,
      PORT: port,
      DATABASE_URL: throughGate(databaseUrl, postgresGate),
      ...(redis && redisGate && { REDIS_URL: throughGate(redis.url, redisGate) }),
    },
  };
  return {
    address: `http://127.0.0.1:${port}`,
    postgres: postgresGate,
    redis: redisGate,
    process() {
      if (!running) throw new Error('this replica was never started');
      return running;
    },
    async start() {
      running = await startServer(options);
    },
  };
};

/** Ends what a test file started. */
export const endReplicas = async (replicas: readonly Replica[]): Promise<void> => {
  await cleanUp();
  for (const { postgres, redis } of replicas) {
    await postgres.close();
    await redis?.close();
  }
  await dropEmptyDatabases();
};

/** Starts two replicas at the same moment on an empty database, and the proxy in front of them. */
export const startTopology = async (settings: Environment = {}): Promise<Topology> => {
  const databaseUrl = await createEmptyDatabase();
  const redis = await startRedisServer();
  const first = await createReplica(databaseUrl, redis, settings);
  const second = await createReplica(databaseUrl, redis, settings);
  const replicas = [first, second] as const;
  const end = async (): Promise<void> => {
    await endReplicas(replicas);
    await redis.stop();
  };
  try {
    await Promise.all(replicas.map((replica) => replica.start()));
    const proxy = await startHaproxy([new URL(first.address).host, new URL(second.address).host]);
    const { url } = proxy;
    declareAnswers(url, createTable());
    return {
      url,
      proxy,
      replicas,
      databaseUrl,
      redis,
      ask: (line, asking = {}) => ask(url, line, { token: ADMIN_TOKEN, ...asking }),
      async stop() {
        forgetAnswers(url);
        await proxy.stop();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
};
