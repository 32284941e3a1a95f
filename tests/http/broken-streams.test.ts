import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import pg from 'pg';
import { insertManyUsers } from '../support/many-users';
import { report } from '../support/report';
import { startTestServer, type TestServer } from '../support/test-server';

const TIMEOUT = 120_000;
const USERS = 20_000;
// Long names, so that the list is far larger than what the kernel holds for a caller who does not read.
const LONG_NAME = 'n'.repeat(200);
const BATCH = 250;

let server: TestServer;
let token: string;

beforeAll(async () => {
  server = await startTestServer({ poolMax: 3 });
  const admin = await server.user({ username: 'admin', roles: ['admin'] });
  token = await server.token(admin.id);
  await insertManyUsers(server.database.url, USERS, LONG_NAME);
}, TIMEOUT);

afterAll(() => server.stop(), TIMEOUT);

interface Reading {
  readonly request: ClientRequest;
  readonly response: IncomingMessage;
}

/** Asks for the whole list and reads nothing of it. */
const openList = (): Promise<Reading> =>
  new Promise((resolve, reject) => {
    const request = get(`${server.url}/api/users`, {
      agent: false,
      headers: { Authorization: `Bearer ${token}` },
    });
    request.on('error', reject);
    request.on('response', (response) => resolve({ request, response }));
  });

/** The rest of a list; null when the connection broke before its end. */
const readRest = ({ response }: Reading): Promise<string | null> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () => resolve(response.complete ? Buffer.concat(chunks).toString('utf8') : null));
    response.on('error', () => resolve(null));
  });

const isWhole = (text: string): boolean => (JSON.parse(text) as unknown[]).length === USERS + 1;

const busyConnections = (): number => {
  const { totalCount, idleCount, waitingCount } = server.database.pool;
  return totalCount - idleCount + waitingCount;
};

/** Requests whose callers left, as the log has them. */
const abortedLines = (): number =>
  server.logLines.filter((line) => (JSON.parse(line) as { aborted?: boolean }).aborted).length;

/** Waits until something holds; the test's own time limit is what ends the wait. */
const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
};

const administer = async (sql: string): Promise<void> => {
  const url = new URL(server.database.url);
  const name = url.pathname.slice(1);
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    await client.query(sql.replaceAll('$database', name));
  } finally {
    await client.end();
  }
};

// Ours alone: a vacuum that happens to be at work belongs to the superuser.
const KILL = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = '$database' and usename = current_user`;

/** Kills every connection to the database every 50 ms until told to stop. */
const killOverAndOver = (): (() => Promise<void>) => {
  let isOver = false;
  const killing = (async () => {
    while (!isOver) {
      await administer(KILL);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  return () => {
    isOver = true;
    return killing;
  };
};

test(
  'callers who stop reading hold no connection to the database and keep nobody waiting',
  async () => {
    const stalled = await Promise.all(Array.from({ length: 10 }, openList));
    await until(() => busyConnections() === 0);
    for (const id of [1, 2, 3]) {
      const answer = await server.ask(`GET /api/users/${id}`, { token });
      expect(answer.status).toBe(200);
    }
    const whole = await readRest(await openList());
    expect(whole !== null && isWhole(whole)).toBe(true);
    // Those who go on reading after all get everything.
    const late = await Promise.all(stalled.slice(0, 3).map(readRest));
    expect(late.every((text) => text !== null && isWhole(text))).toBe(true);
    for (const { response } of stalled.slice(3)) response.destroy();
    await until(() => abortedLines() === 7);
    // What was read ahead for them may be on its way still.
    await until(() => busyConnections() === 0);
  },
  TIMEOUT,
);

test(
  'callers who leave in the middle end the reading, and are no error of ours',
  async () => {
    const before = abortedLines();
    const readings = await Promise.all(Array.from({ length: 10 }, openList));
    for (const { response } of readings) response.destroy();
    await until(() => abortedLines() === before + readings.length);
    await until(() => busyConnections() === 0);
    const levels = new Set(server.logLines.map((line) => (JSON.parse(line) as { level: string }).level));
    expect([...levels]).toEqual(['info']);
    expect((await server.ask('GET /api/users/1', { token })).status).toBe(200);
  },
  TIMEOUT,
);

test('HEAD reads one batch of the list and sends none of it', async () => {
  const query = jest.spyOn(server.database.pool, 'query');
  const listQueries = (): number =>
    query.mock.calls.filter(([asked]) => {
      const { text } = asked as unknown as { text: string };
      return /from users u where/.test(text) && /order by u\.id asc limit/.test(text);
    }).length;
  try {
    const head = await server.ask('HEAD /api/users', { token });
    expect([head.status, head.text]).toEqual([200, '']);
    expect(head.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(listQueries()).toBe(1);
    await server.ask('GET /api/users', { token });
    expect(listQueries()).toBe(1 + Math.ceil((USERS + 1) / BATCH));
  } finally {
    query.mockRestore();
  }
});

test(
  'a database that goes away in the middle breaks the connection: no list only looks whole',
  async () => {
    const readings = await Promise.all(Array.from({ length: 3 }, openList));
    await until(() => busyConnections() === 0);
    await administer('alter database "$database" with allow_connections false');
    await administer(KILL);
    const texts = await Promise.all(readings.map(readRest));
    expect(texts).toEqual([null, null, null]);
    const refused = await server.ask('GET /api/users', { token });
    expect([refused.status, refused.text]).toEqual([503, 'Service Unavailable']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);

    await administer('alter database "$database" with allow_connections true');
    const whole = await readRest(await openList());
    expect(whole !== null && isWhole(whole)).toBe(true);
    expect(busyConnections()).toBe(0);
  },
  TIMEOUT,
);

test(
  'while every connection is killed over and over, each list is whole, broken or refused',
  async () => {
    const outcomes = { whole: 0, broken: 0, refused: 0, 'only looks whole': 0 };
    const readOne = async (): Promise<keyof typeof outcomes> => {
      const reading = await openList();
      const text = await readRest(reading);
      if (text === null) return 'broken';
      if (reading.response.statusCode === 503) return 'refused';
      return isWhole(text) ? 'whole' : 'only looks whole';
    };
    const stopKilling = killOverAndOver();
    try {
      for (let round = 0; round < 20; round += 1) outcomes[await readOne()] += 1;
    } finally {
      await stopKilling();
    }
    report(`20 lists while connections are killed: ${JSON.stringify(outcomes)}`);
    expect(outcomes['only looks whole']).toBe(0);
    const after = await readRest(await openList());
    expect(after !== null && isWhole(after)).toBe(true);
  },
  TIMEOUT,
);
