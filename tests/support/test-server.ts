import { Writable } from 'node:stream';
import type pg from 'pg';
import request from 'supertest';
import { isCurrent } from '../../db/migrate';
import type { Dialect } from '../../routes/dialect';
import { hearAccessChanges } from '../../src/access-changes';
import { createCommonPasswords } from '../../src/adapters/common-passwords';
import { createLogger } from '../../src/adapters/logger';
import { createApp } from '../../src/app';
import { appPartsOf } from '../../src/app-parts';
import { type Config, parseConfig } from '../../src/config';
import type { Clock, CodeSender } from '../../src/domain/ports';
import type { NewUser, User } from '../../src/domain/user';
import { machineContext } from '../../src/first-administrator';
import { startHttpServer } from '../../src/http/http-server';
import type { TimeLimits } from '../../src/http/time-limits';
import type { Controllers } from '../../src/operations/contract';
import { type Wiring, wire } from '../../src/wiring';
import { assertDeclared, declareAnswers, forgetAnswers } from './declared-answers';
import { createTestDatabase, type TestDatabase, type TestDatabaseOptions } from './test-database';

/** An answer, whole. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown;
}

export interface Asking {
  readonly token?: string;
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly raw?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A server in this process over a database of its own, asked over HTTP. */
export interface TestServer {
  readonly url: string;
  readonly database: TestDatabase;
  readonly wiring: Wiring;
  readonly config: Config;
  /** What was logged, one line each. */
  readonly logLines: string[];
  /** A request: `ask('GET /api/users/1', { token })`. */
  ask(line: string, asking?: Asking): Promise<Answer>;
  /** Makes a user without going through HTTP. */
  user(fields: Partial<NewUser> & { username: string }): Promise<User>;
  /** Makes an API token that no quota limits, unless a policy is named. */
  token(userId: number, options?: { policyId?: number | null; name?: string }): Promise<string>;
  stop(): Promise<void>;
}

export interface TestServerOptions extends TestDatabaseOptions {
  /** Settings over the ones that tests use. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly clock?: Clock;
  /** Where one-time codes go, instead of the sender of the settings. */
  readonly codeSender?: CodeSender;
  /** What the strict profile takes for common passwords; none unless said. */
  readonly commonPasswords?: readonly string[];
  /** The dialects of the table; those of the release unless said. */
  readonly dialects?: readonly Dialect[];
  /** Controllers over the real ones, such as a broken one. */
  readonly controllers?: Partial<Controllers>;
  /** How long callers may dawdle; as in a release unless said. */
  readonly timeLimits?: TimeLimits;
}

/** The settings of a server unless a test says otherwise. */
export const TEST_SETTINGS = {
  JWT_SECRET: 'a-secret-that-only-the-tests-know-0123456789',
  BCRYPT_COST: '4',
  RATE_LIMIT_ANONYMOUS_PER_MIN: '1000000',
  RATE_LIMIT_SESSION_PER_MIN: '1000000',
  RATE_LIMIT_DEFAULT_PER_MIN: '1000000',
  RATE_LIMIT_DEFAULT_PER_DAY: '1000000',
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Bodies are compared as they came: no parser in between. */
const asText: Parameters<request.Test['parse']>[0] = (response, done) => {
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer | string) => chunks.push(Buffer.from(chunk)));
  response.on('end', () => done(null, Buffer.concat(chunks).toString('utf8')));
};

const contentOf = ({ body, raw }: Asking): string | Uint8Array | undefined =>
  raw ?? (body === undefined ? body : JSON.stringify(body));

/** Sends a request as it is described. Throws when the answer is not as the server's OpenAPI document declares it. */
export const ask = async (url: string, line: string, asking: Asking = {}): Promise<Answer> => {
  const [method = 'GET', path = '/'] = line.split(' ');
  const pending = new request.Test(url, method, path).redirects(0).buffer(true).parse(asText);
  const content = contentOf(asking);
  if (asking.token !== undefined) pending.set('Authorization', `Bearer ${asking.token}`);
  if (content !== undefined) pending.set('Content-Type', 'application/json');
  pending.set({ ...asking.headers });
  const response = await (content === undefined
    ? pending
    : pending.serialize((sent) => sent as string).send(content as string));
  // HEAD has no body, and the library makes an object of none.
  const text = typeof response.body === 'string' ? response.body : '';
  const answer: Answer = {
    status: response.status,
    headers: response.headers as Record<string, string>,
    text,
    json: parseJson(text),
  };
  assertDeclared(url, line, answer);
  return answer;
};

/** Has what a test changes by SQL of its own heard of when it is done, and not a moment later. Ours have names, and no text alone. */
const hearQueries = (pool: pg.Pool, onDone: () => void): void => {
  const query = pool.query.bind(pool) as (...asked: unknown[]) => Promise<unknown>;
  const hearing = async (...asked: unknown[]): Promise<unknown> => {
    const result = await query(...asked);
    if (typeof asked[0] === 'string') onDone();
    return result;
  };
  pool.query = hearing as typeof pool.query;
};

/** Starts a server. Call its `stop` when done, so that its database goes. */
export const startTestServer = async (options: TestServerOptions = {}): Promise<TestServer> => {
  const config = parseConfig({ ...TEST_SETTINGS, ...options.settings });
  const database = await createTestDatabase(options);
  const logLines: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      logLines.push(String(chunk));
      done();
    },
  });
  const logger = createLogger({ level: 'info', isPretty: false, destination });
  const wiring = wire(
    database.pool,
    config,
    logger,
    options.clock,
    options.codeSender,
    createCommonPasswords(async () => options.commonPasswords ?? []),
    options.dialects,
  );
  const listener = hearAccessChanges(database.url, wiring.verdicts, logger);
  await listener.present;
  await wiring.limiter.open();
  hearQueries(database.pool, () => wiring.verdicts.forget({ whose: 'everybody' }));
  const surroundings = { isReady: () => isCurrent(database.pool), logger };
  const parts = appPartsOf(wiring, config, surroundings);
  const app = createApp({ ...parts, controllers: { ...parts.controllers, ...options.controllers } });
  const http = await startHttpServer('127.0.0.1', 0, undefined, options.timeLimits);
  http.serveWith(app);
  const url = `http://127.0.0.1:${http.port}`;
  declareAnswers(url, parts.table);
  const context = machineContext('test');
  const unlimited = (await wiring.needs.work.read.policies.findByName('unlimited'))?.id ?? null;
  return {
    url,
    database,
    wiring,
    config,
    logLines,
    ask: (line, asking = {}) => ask(url, line, asking),
    user: (fields) =>
      wiring.controllers['users.create'](
        { fields: { email: `${fields.username}@example.com`, ...fields } },
        context,
      ),
    async token(userId, { policyId = unlimited, name } = {}) {
      const input = {
        userId: String(userId),
        expiresAt: null,
        policyId,
        ...(name !== undefined && { name }),
      };
      return (await wiring.controllers['tokens.create'](input, context)).secret;
    },
    async stop() {
      forgetAnswers(url);
      http.breakRequests();
      await http.stop(0);
      await wiring.authenticator.settle();
      await wiring.codeOutbox.settle();
      await wiring.limiter.close();
      await wiring.usage.close(0);
      await listener.stop();
      await database.drop();
    },
  };
};
