import { createTable } from '../../routes/table';
import { SPECS } from '../../src/operations/specs';
import { COUNTS } from '../support/counts';
import { type MeasuredServer, startMeasuredServer } from '../support/measured-server';
import { report } from '../support/report';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { createDriver, type Shot, shotAt } from './driver';
import type { Row } from './ledger';
import { type Counts, count, differences, keyOfRow, type Token } from './totals';

const TIMEOUT = 300_000;
const TOKENS = 50;
const CONNECTIONS = 32;

const SETTINGS = {
  RATE_LIMIT_ANONYMOUS_PER_MIN: '1000000000',
  OTP_MIN_ANSWER_MS: '0',
};

let database: TestDatabase;
let server: MeasuredServer;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await startMeasuredServer(database.url, SETTINGS);
}, TIMEOUT);

afterAll(async () => {
  await server?.stop();
  await database?.drop();
}, TIMEOUT);

const asAdministrator = async <T>(path: string, body?: unknown): Promise<T> => {
  const response = await fetch(`${server.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { Authorization: `Bearer ${server.token}`, 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
};

const makeTokens = async (): Promise<Token[]> => {
  const policies = await asAdministrator<{ id: number; name: string }[]>('/api/policies');
  const policy = policies.find(({ name }) => name === 'unlimited')?.id;
  const tokens: Token[] = [];
  for (let index = 0; index < TOKENS; index += 1)
    tokens.push(await asAdministrator('/api/admin/tokens', { user_id: 1, policy_id: policy }));
  return tokens;
};

/** The ledger of these tokens and of callers that nobody knows. */
const readLedger = async (tokens: readonly Token[]): Promise<Counts> => {
  const by = 'by=operation,binding,caller&limit=1000';
  const counts: Counts = new Map();
  const take = (rows: readonly Row[]): void => {
    for (const row of rows) counts.set(keyOfRow(row), { requests: row.requests, errors: row.errors });
  };
  for (const { id } of tokens) take(await asAdministrator(`/api/usage?${by}&token_id=${id}`));
  const publicOnes = new Set(
    createTable().routes.flatMap(({ binding }) =>
      SPECS[binding.operation].access === 'public' ? [binding.operation] : [],
    ),
  );
  for (const operation of publicOnes) take(await asAdministrator(`/api/usage?${by}&operation=${operation}`));
  return counts;
};

test(
  'the ledger’s totals are the requests sent, over all tokens and bindings, with a stop in the middle',
  async () => {
    const tokens = await makeTokens();
    const shots = createTable().routes.map(shotAt);
    const sent: Counts = new Map();
    const driver = createDriver(CONNECTIONS);
    let next = 0;
    let answered = 0;
    let unheard = 0;
    let restarting: Promise<number | null> | null = null;

    const restart = async (): Promise<number | null> => {
      const code = await server.stop();
      server = await startMeasuredServer(database.url, SETTINGS);
      return code;
    };

    const sendOne = async (index: number): Promise<void> => {
      const shot = shots[index % shots.length] as Shot;
      const token = tokens[(index + Math.floor(index / shots.length)) % TOKENS] as Token;
      const status = await driver.send(server.url, shot, token.token);
      if (status !== null) {
        answered += 1;
        return count(sent, shot, token, status);
      }
      // It stops just now: the request goes to the one that comes after it.
      unheard += 1;
      await restarting;
      return sendOne(index);
    };

    const work = async (): Promise<void> => {
      while (next < COUNTS.ledgerRequests) {
        const index = next;
        next += 1;
        if (index === Math.floor(COUNTS.ledgerRequests / 2)) restarting = restart();
        await sendOne(index);
      }
    };

    const startedAt = performance.now();
    await Promise.all(Array.from({ length: CONNECTIONS }, work));
    const seconds = (performance.now() - startedAt) / 1000;
    expect(await restarting).toBe(0);
    const told = await readLedger(tokens);
    const total = [...told.values()].reduce((sum, { requests }) => sum + requests, 0);
    const difference = differences(sent, told);
    report(
      `usage: ${answered} requests over ${TOKENS} tokens and ${shots.length} bindings in ${seconds.toFixed(0)} s, ` +
        `a stop in the middle (${unheard} sent again), ${told.size} rows, ${total} in the ledger, difference ${difference}`,
    );
    driver.close();
    expect(new Set([...sent.keys()].map((key) => key.split(' ').slice(-2).join(' '))).size).toBe(
      new Set(shots.map(({ route }) => route.label)).size,
    );
    expect([answered, total, difference]).toEqual([COUNTS.ledgerRequests, COUNTS.ledgerRequests, 0]);
  },
  TIMEOUT,
);
