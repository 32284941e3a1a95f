import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@redis/client';
import { isAlive, type Started, start, until } from './child-process';

/** A Redis of a test's own on 127.0.0.1, which keeps nothing on disk. */
export interface RedisServer {
  readonly port: number;
  /** With the password, where it has one. */
  readonly url: string;
  /** The same with another password, or with none. */
  urlWith(password: string | null): string;
  /** Sends one command over a connection of its own. Rejects while the server is away; waits while it is paused. */
  command(...words: readonly string[]): Promise<unknown>;
  /** Forgets every key. */
  flush(): Promise<void>;
  /** Makes it silent: connections stay open, new ones are taken by the kernel, nothing is answered. */
  pause(): void;
  resume(): void;
  /** Ends it by kill -9: connections break, new ones are refused. Safe to ask for twice. */
  kill(): Promise<void>;
  /** Starts it again on the same port, empty; ends what runs there first. */
  restart(): Promise<void>;
  /** Ends it for good. */
  stop(): Promise<void>;
}

export interface RedisServerOptions {
  readonly password?: string;
  /** Lines of its configuration, such as `{ maxmemory: '2mb', 'maxmemory-policy': 'allkeys-lru' }`. */
  readonly settings?: Readonly<Record<string, string>>;
}

// Below the range that the system gives to connections: nobody else takes the port while the server is away, and a
// client that tries it then cannot be connected with itself.
const LOWEST_PORT = 20_000;
const PORTS = 12_000;

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/** A port that nobody listens on, and that the system gives to no connection by itself. */
export const freePort = async (): Promise<number> => {
  for (;;) {
    const port = LOWEST_PORT + Math.floor(Math.random() * PORTS);
    if (await isFree(port)) return port;
  }
};

const READY = /Ready to accept connections/;

/** Resolves to null where somebody else was faster at the port. */
const launch = async (
  port: number,
  directory: string,
  options: RedisServerOptions,
): Promise<Started | null> => {
  const settings = {
    port: String(port),
    bind: '127.0.0.1',
    dir: directory,
    save: '',
    appendonly: 'no',
    ...(options.password !== undefined && { requirepass: options.password }),
    ...options.settings,
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  const started = start('redis-server', args, { cwd: directory });
  const kill = (): boolean => started.child.kill('SIGKILL');
  process.once('exit', kill);
  started.child.once('exit', () => process.off('exit', kill));
  await until(() => READY.test(started.stdout()) || !isAlive(started.pid));
  if (READY.test(started.stdout())) return started;
  if (/Address already in use/.test(started.stdout())) return null;
  throw new Error(`redis-server did not start:\n${started.stdout()}${started.stderr()}`);
};

const launchAnywhere = async (directory: string, options: RedisServerOptions) => {
  for (;;) {
    const port = await freePort();
    const started = await launch(port, directory, options);
    if (started) return { port, started };
  }
};

const end = async ({ child, ended, pid }: Started): Promise<void> => {
  if (isAlive(pid)) child.kill('SIGKILL');
  await ended;
};

const send = async (url: string, words: readonly string[]): Promise<unknown> => {
  const client = createClient({ url, socket: { reconnectStrategy: false } });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await client.sendCommand(words);
  } finally {
    client.destroy();
  }
};

/** Starts a `redis-server`; look with `hasProgram('redis-server')` first. Stop it when done. */
export const startRedisServer = async (options: RedisServerOptions = {}): Promise<RedisServer> => {
  const directory = mkdtempSync(join(tmpdir(), 'roster-redis-'));
  const { port, started } = await launchAnywhere(directory, options);
  let running = started;
  const urlWith = (password: string | null): string =>
    `redis://${password === null ? '' : `:${encodeURIComponent(password)}@`}127.0.0.1:${port}`;
  const url = urlWith(options.password ?? null);
  const kill = (): Promise<void> => end(running);
  return {
    port,
    url,
    urlWith,
    command: (...words) => send(url, words),
    async flush() {
      await send(url, ['FLUSHALL']);
    },
    pause: () => void running.child.kill('SIGSTOP'),
    resume: () => void running.child.kill('SIGCONT'),
    kill,
    async restart() {
      await kill();
      const next = await launch(port, directory, options);
      if (!next) throw new Error(`somebody took port ${port} while Redis was away`);
      running = next;
    },
    async stop() {
      await kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};

/** Starts what a file needs of them, and ends all at once. */
export interface RedisServers {
  start(options?: RedisServerOptions): Promise<RedisServer>;
  stop(): Promise<void>;
}

/** Servers of a test file; stop them when it is over. */
export const redisServers = (): RedisServers => {
  const started: RedisServer[] = [];
  return {
    async start(options) {
      const redis = await startRedisServer(options);
      started.push(redis);
      return redis;
    },
    async stop() {
      for (const redis of started) await redis.stop();
    },
  };
};
