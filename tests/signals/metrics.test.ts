import { unique, useApi } from '../http/api';
import { samplesOf, total } from './samples';

const api = useApi({
  settings: {
    RATE_LIMIT_DEFAULT_PER_MIN: '3',
    RATE_LIMIT_DEFAULT_PER_DAY: '4',
    SIGN_IN_FAILURES_PER_ACCOUNT: '3',
  },
});

const read = async () => samplesOf((await api.server.ask('GET /metrics')).text);

/** How much a count rises while something is done. */
const rise = async (
  name: string,
  labels: Readonly<Record<string, string>>,
  work: () => Promise<unknown>,
): Promise<number> => {
  const before = total(await read(), name, labels);
  await work();
  return total(await read(), name, labels) - before;
};

const REQUESTS = 'roster_http_requests_total';

describe('requests', () => {
  test.each([
    [
      'GET /api/users/1',
      {
        dialect: 'rest',
        operation: 'users.get',
        binding: 'GET /api/users/{id}',
        alias: 'false',
        status: '2xx',
      },
    ],
    [
      'GET /api/users/get/1',
      {
        dialect: 'rest',
        operation: 'users.get',
        binding: 'GET /api/users/get/{id}',
        alias: 'true',
        status: '2xx',
      },
    ],
    [
      'HEAD /api/v1/users/1',
      {
        dialect: 'rails',
        operation: 'users.get',
        binding: 'GET /api/v1/users/{id}',
        alias: 'false',
        status: '2xx',
      },
    ],
    [
      'GET /api/admin/users/99999',
      { dialect: 'laravel', binding: 'GET /api/admin/users/{id}', alias: 'false', status: '4xx' },
    ],
    ['GET /nowhere', { dialect: 'none', operation: 'none', binding: 'none', alias: 'false', status: '4xx' }],
    ['GET /livez', { dialect: 'none', operation: 'none', binding: 'none', alias: 'false', status: '2xx' }],
  ])('%s is counted once, under its spelling', async (line, labels) => {
    const times = 3;
    const asked = async (): Promise<void> => {
      for (let n = 0; n < times; n += 1) await api.ask(line);
    };
    // The look before the last is itself a request that no route serves.
    const looks = labels.dialect === 'none' && labels.status === '2xx' ? 1 : 0;
    expect(await rise(REQUESTS, labels, asked)).toBe(times + looks);
  });

  test('one that the body decides is counted as what it was', async () => {
    const { hexId, ulid } = await api.server.user({ username: unique() });
    const labels = { dialect: 'colon', binding: 'POST /users:update' };
    const asked = () => api.ask(`POST /users:update?id=${ulid}`, { body: { email: `${hexId}@example.com` } });
    expect(await rise(REQUESTS, { ...labels, operation: 'users.update', status: '2xx' }, asked)).toBe(1);
    const refused = () => api.ask('POST /users:update', { token: 'nobody' });
    expect(await rise(REQUESTS, { ...labels, operation: 'users.update', status: '4xx' }, refused)).toBe(1);
  });

  test('are timed by operation, in buckets that add up', async () => {
    const labels = { dialect: 'flask', operation: 'users.list' };
    const asked = () => api.ask('GET /form/api/v1/user/users');
    expect(await rise('roster_http_request_duration_seconds_count', labels, asked)).toBe(1);
    const samples = await read();
    const bounds = samples
      .filter(
        ({ name, labels: { dialect, operation } }) =>
          name === 'roster_http_request_duration_seconds_bucket' &&
          dialect === 'flask' &&
          operation === 'users.list',
      )
      .map(({ labels: { le } }) => le);
    expect(bounds).toEqual([
      '0.001',
      '0.0025',
      '0.005',
      '0.01',
      '0.025',
      '0.05',
      '0.1',
      '0.25',
      '0.5',
      '1',
      '2.5',
      '5',
      '10',
      '+Inf',
    ]);
    expect(total(samples, 'roster_http_request_duration_seconds_bucket', { ...labels, le: '+Inf' })).toBe(
      total(samples, 'roster_http_request_duration_seconds_count', labels),
    );
  });

  test('the one that looks is the only one under way', async () => {
    expect(total(await read(), 'roster_http_requests_in_flight')).toBe(1);
  });
});

describe('what happens', () => {
  const login = (username: string, password: string) =>
    api.server.ask('POST /api/auth/login', { body: { username, password } });
  const signIns = (result: string, work: () => Promise<unknown>) =>
    rise('roster_sign_ins_total', { result }, work);

  test('sign-ins, and the locks and refusals that they end in', async () => {
    const username = unique('signer');
    await api.server.user({ username, password: 'password-1' });
    expect(await signIns('succeeded', () => login(username, 'password-1'))).toBe(1);
    const failThrice = async (): Promise<void> => {
      for (let n = 0; n < 3; n += 1) await login(username, 'password-2');
    };
    const locks = () => rise('roster_account_locks_total', { cause: 'failures' }, failThrice);
    let locked = 0;
    expect(
      await signIns('failed', async () => {
        locked = await locks();
      }),
    ).toBe(3);
    expect(locked).toBe(1);
    for (let n = 0; n < 2; n += 1) await login(username, 'password-2');
    expect(await signIns('throttled', () => login(username, 'password-1'))).toBe(1);
  });

  test('a code that is wrong is a failed sign-in', async () => {
    const body = { mobile: '+490000', otp: '000000' };
    const asked = () => api.server.ask('POST /form/api/v1/auth/login', { body });
    expect(await signIns('failed', asked)).toBe(1);
  });

  test('locks by administrators, each once', async () => {
    const { id } = await api.server.user({ username: unique('locked') });
    const lock = async (): Promise<void> => {
      await api.ask(`POST /api/users/${id}/lock`);
      await api.ask(`POST /api/users/lock/${id}`);
    };
    expect(await rise('roster_account_locks_total', { cause: 'administrator' }, lock)).toBe(1);
  });

  test('budgets that are spent, by whose and which', async () => {
    const { id } = await api.server.user({ username: unique('busy'), roles: ['admin'] });
    const token = await api.server.token(id, { policyId: null });
    const askTimes = (times: number) => async (): Promise<void> => {
      for (let n = 0; n < times; n += 1) await api.ask('GET /api/users/1', { token });
    };
    expect(await rise('roster_rate_limited_total', { who: 'token', window: 'minute' }, askTimes(5))).toBe(2);
  });
});

test('what is about the process and the directory is there from the start', async () => {
  const samples = await read();
  const { version } = jest.requireActual('../../package.json') as { version: string };
  expect(samples.filter(({ name }) => name === 'roster_build_info')).toEqual([
    { name: 'roster_build_info', labels: { version, node: process.version }, value: 1 },
  ]);
  const names = new Set(samples.map(({ name }) => name));
  for (const name of [
    'roster_database_pool_connections',
    'roster_database_pool_connections_max',
    'roster_database_pool_waiting',
    'roster_password_hash_queue',
    'roster_usage_rows_waiting',
    'nodejs_eventloop_lag_p99_seconds',
    'process_resident_memory_bytes',
    'process_cpu_seconds_total',
  ])
    expect([name, names.has(name)]).toEqual([name, true]);
  expect(total(samples, 'roster_database_pool_connections_max')).toBe(10);
  expect(total(samples, 'roster_password_hash_queue')).toBe(0);
});
