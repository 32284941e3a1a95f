import { outcome, useApi } from '../http/api';
import { movableClock } from '../http/movable-clock';
import { ledger } from './ledger';

const clock = movableClock('2030-06-15T12:00:00Z');
const api = useApi({ clock });

interface Step {
  readonly at: string;
  readonly dialect: string;
  readonly requests: number;
  readonly client_errors: number;
  readonly server_errors: number;
  readonly p50_ms: number | null;
  readonly p95_ms: number | null;
  readonly p99_ms: number | null;
}

const traffic = (query = ''): Promise<Step[]> => ledger<Step>(api, `/traffic${query}`);

const counts = (steps: readonly Step[]): string[] =>
  steps.map(
    ({ at, dialect, requests, client_errors, server_errors }) =>
      `${at} ${dialect} ${requests}/${client_errors}/${server_errors}`,
  );

beforeAll(async () => {
  for (const [time, line] of [
    ['11:59:59', 'GET /api/users/1'],
    ['12:00:00', 'GET /api/users/1'],
    ['12:00:59', 'GET /api/users/999'],
    ['12:01:00', 'GET /api/v1/users/1'],
    ['12:04:59', 'GET /api/users/1'],
    ['12:05:00', 'GET /api/users/1'],
  ]) {
    clock.set(`2030-06-15T${time}Z`);
    await api.ask(line as string);
  }
  await api.server.database.pool.query('alter table users rename to mislaid');
  await api.ask('GET /api/users/1');
  await api.server.database.pool.query('alter table mislaid rename to users');
});

test('steps of five minutes over the last day, by dialect; empty ones are left out', async () => {
  expect(counts(await traffic())).toEqual([
    '2030-06-15T11:55:00Z rest 1/0/0',
    '2030-06-15T12:00:00Z rails 1/0/0',
    '2030-06-15T12:00:00Z rest 3/1/0',
    '2030-06-15T12:05:00Z rest 2/0/1',
  ]);
});

test('steps and spans as asked: since is in, until is not', async () => {
  const query = '?step=60&since=2030-06-15T12:00:00Z&until=2030-06-15T14:05:00%2B02:00';
  expect(counts(await traffic(query))).toEqual([
    '2030-06-15T12:00:00Z rest 2/1/0',
    '2030-06-15T12:01:00Z rails 1/0/0',
    '2030-06-15T12:04:00Z rest 1/0/0',
  ]);
  expect(counts(await traffic('?step=86400&until=2030-06-15T12:05:00Z'))).toEqual([
    '2030-06-15T00:00:00Z rails 1/0/0',
    '2030-06-15T00:00:00Z rest 4/1/0',
  ]);
});

test('percentiles come from the buckets of all replicas together', async () => {
  const { usage } = api.server.wiring.needs.work.read;
  const entry = { minute: '2030-01-01T00:00:00.000000Z', dialect: 'rest', clientErrors: 0, serverErrors: 0 };
  const add = (id: string, buckets: number[]) =>
    usage.add(
      {
        id,
        entries: [],
        traffic: [{ ...entry, requests: buckets.reduce((sum, count) => sum + count, 0), buckets }],
      },
      entry.minute,
    );
  await add('first', [0, 0, 0, 90, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  await add('second', [0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 1]);
  const day = '?since=2030-01-01T00:00:00Z&until=2030-01-02T00:00:00Z';
  // 50 of 90 on the way from 5 to 10; 5 of 9 on the way from 50 to 100; 99 is the last of those.
  expect(await traffic(day)).toEqual([
    {
      at: '2030-01-01T00:00:00Z',
      dialect: 'rest',
      requests: 100,
      client_errors: 0,
      server_errors: 0,
      p50_ms: 7.78,
      p95_ms: 77.78,
      p99_ms: 100,
    },
  ]);
  expect(counts(await traffic(day))).toEqual(['2030-01-01T00:00:00Z rest 100/0/0']);
});

test.each([
  ['step=59', 'step must be from 60 to 86400'],
  ['step=86401', 'step must be from 60 to 86400'],
  ['step=5m', 'step must be from 60 to 86400'],
  ['since=yesterday', 'since must be a time such as 2030-01-31T12:00:00Z'],
  ['until=2030-06-15', 'until must be a time such as 2030-01-31T12:00:00Z'],
  ['since=2030-06-15T12:00:01Z&until=2030-06-15T12:00:00Z', 'since must be 2030-06-15T12:00:00Z or before'],
  [
    'step=60&since=2030-01-01T00:00:00Z&until=2030-02-01T00:00:00Z',
    'step must be from 536 to 86400 for so long a time',
  ],
  ['since=2001-01-01T00:00:00Z', 'since must be at most 5000 days before until'],
])('%s is refused', async (query, sentence) => {
  expect(outcome(await api.ask(`GET /api/usage/traffic?${query}`))).toBe(`400 ${sentence}`);
});
