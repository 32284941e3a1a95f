import { outcome, useApi } from '../http/api';
import { walk } from '../http/walk';
import { makePolicy } from '../limits/limited-token';
import { startAnotherServer } from '../support/another-server';
import { ask as askAt } from '../support/test-server';
import { ledger, newestToken } from './ledger';

const api = useApi({
  settings: { RATE_LIMIT_DEFAULT_PER_MIN: '50', RATE_LIMIT_DEFAULT_PER_DAY: '500' },
});

interface Use {
  readonly token_id: number;
  readonly name: string | null;
  readonly user_id: number;
  readonly minute: {
    readonly limit: number | null;
    readonly used: number | null;
    readonly reset_at: string | null;
  };
  readonly day: {
    readonly limit: number | null;
    readonly used: number | null;
    readonly reset_at: string | null;
  };
}

const made = async (policyId: number | null, name: string) => {
  const token = await api.server.token(api.admin.id, { policyId, name });
  return { token, id: await newestToken(api) };
};

const useOf = async (id: number): Promise<Use | undefined> =>
  (await ledger<Use>(api, '/limits')).find(({ token_id }) => token_id === id);

const ask = async (token: string, times: number): Promise<void> => {
  for (let count = 0; count < times; count += 1) await api.server.ask('GET /api/users/1', { token });
};

const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const MIDNIGHT = expect.stringMatching(/T00:00:00Z$/);
const NONE = { limit: null, used: null, reset_at: null };

test('a token with a policy, one without, and one without limits', async () => {
  const policyId = await makePolicy(api.server, { ratePerMinute: 5, requestsPerDay: 100 });
  const limited = await made(policyId, 'limited');
  const plain = await made(null, 'plain');
  const free = await made(await makePolicy(api.server, {}), 'free');
  expect(await useOf(limited.id)).toEqual({
    token_id: limited.id,
    name: 'limited',
    user_id: 1,
    minute: { limit: 5, used: 0, reset_at: null },
    day: { limit: 100, used: 0, reset_at: MIDNIGHT },
  });
  await ask(limited.token, 3);
  await ask(plain.token, 2);
  await ask(free.token, 2);
  const used = (minute: number, day: number, limits: readonly [number, number]) => ({
    minute: { limit: limits[0], used: minute, reset_at: TIME },
    day: { limit: limits[1], used: day, reset_at: MIDNIGHT },
  });
  expect(await useOf(limited.id)).toMatchObject(used(3, 3, [5, 100]));
  expect(await useOf(plain.id)).toMatchObject(used(2, 2, [50, 500]));
  expect(await useOf(free.id)).toMatchObject({ minute: NONE, day: NONE });
  // What is refused uses nothing.
  await ask(limited.token, 9);
  expect(await useOf(limited.id)).toMatchObject(used(5, 5, [5, 100]));
  await api.ask(`PUT /api/policies/${policyId}`, { body: { active: false } });
  expect(await useOf(limited.id)).toMatchObject({ minute: { limit: 50 }, day: { limit: 500, used: 5 } });
});

test('the day is exact in the process that served it, blocks that it holds left out', async () => {
  const busy = await made(await makePolicy(api.server, { requestsPerDay: 1000 }), 'busy');
  for (const times of [1, 9, 10, 25, 5]) await ask(busy.token, times);
  expect((await useOf(busy.id))?.day.used).toBe(50);
});

test('another process counts minutes of its own and shares the day', async () => {
  const shared = await made(await makePolicy(api.server, { ratePerMinute: 9, requestsPerDay: 9 }), 'shared');
  const another = await startAnotherServer(api.server);
  try {
    await ask(shared.token, 2);
    for (let count = 0; count < 3; count += 1)
      await askAt(another.url, 'GET /api/users/1', { token: shared.token });
    const use = await useOf(shared.id);
    expect([use?.minute.used, use?.day.used]).toEqual([2, 5]);
  } finally {
    await another.stop();
  }
});

test('keyset pages, as tokens are listed', async () => {
  const { pages } = await walk<Use>(api, '/api/usage/limits?limit=2');
  const ids = pages.flat().map(({ token_id }) => token_id);
  const tokens = (await api.ask('GET /api/admin/tokens')).json as { id: number }[];
  expect(ids).toEqual(tokens.map(({ id }) => id));
  expect(pages.slice(0, -1).map(({ length }) => length)).toEqual(pages.slice(1).map(() => 2));
});

test.each([
  ['limit=0', 'limit must be from 1 to 200'],
  ['limit=201', 'limit must be from 1 to 200'],
  ['cursor=x', 'limit is required'],
  ['limit=2&cursor=x', 'cursor is invalid'],
])('%s is refused', async (query, sentence) => {
  expect(outcome(await api.ask(`GET /api/usage/limits?${query}`))).toBe(`400 ${sentence}`);
});
