import { outcome, unique, useApi } from './api';
import { movableClock } from './movable-clock';
import { nextOf, walk } from './walk';

const clock = movableClock('2024-05-06T07:00:00Z');
const api = useApi({ clock });

interface Entry {
  readonly id: number;
  readonly action: string;
  readonly target_id: string;
}

let target = 0;
let actor = 0;

beforeAll(async () => {
  target = (await api.server.user({ username: 'target' })).id;
  actor = (await api.server.user({ username: 'actor', roles: ['admin'] })).id;
  const token = await api.server.token(actor);
  for (const action of ['suspend', 'unsuspend', 'lock', 'unlock']) {
    clock.advance(60);
    await api.ask(`POST /api/users/${target}/${action}`, { token });
  }
  await api.server.ask('POST /api/auth/login', { body: { username: 'target', password: 'wrong-password' } });
  for (let count = 0; count < 60; count += 1) await api.server.user({ username: unique('filler') });
});

const found = async (query: string): Promise<string[]> => {
  const answer = await api.ask(`GET /api/audit?${query}`);
  if (answer.status !== 200) throw new Error(outcome(answer));
  return (answer.json as Entry[]).map(({ action }) => action);
};

test('newest first, in pages whatever is asked for', async () => {
  const answer = await api.ask('GET /api/audit');
  expect((answer.json as Entry[]).length).toBeLessThanOrEqual(200);
  expect(nextOf(answer)).not.toBeNull();
  const { pages } = await walk<Entry>(api, '/api/audit/list?limit=7');
  const ids = pages.flat().map(({ id }) => id);
  expect(ids).toEqual([...ids].sort((a, b) => b - a));
  expect(new Set(ids).size).toBe(ids.length);
  const { rows } = await api.server.database.pool.query('select count(*)::int as n from audit_entries');
  expect(ids.length).toBe(rows[0]?.n);
});

test('entries that come meanwhile disturb no walk', async () => {
  const before = (await walk<Entry>(api, '/api/audit?limit=50')).pages.flat().map(({ id }) => id);
  const { pages } = await walk<Entry>(api, '/api/audit?limit=20', async () => {
    await api.server.user({ username: unique('filler') });
  });
  expect(pages.flat().map(({ id }) => id)).toEqual(before);
});

describe('filters', () => {
  test('who, what, to whom', async () => {
    const all = ['users.unlock', 'users.lock', 'users.unsuspend', 'users.suspend'];
    expect(await found(`actor_id=${actor}`)).toEqual(all);
    expect(await found(`actor_id=${actor}&action=users.lock`)).toEqual(['users.lock']);
    expect(await found(`target_type=user&target_id=${target}&dialect=rest&result=done`)).toEqual(all);
    expect(await found(`target_id=${target}&result=refused`)).toEqual(['auth.signIn']);
    expect(await found('action=nothing.like.it')).toEqual([]);
    expect(await found('dialect=nobody-speaks-it')).toEqual([]);
    expect(await found('target_type=policy')).toEqual([]);
  });

  test('when: since is in, until is not', async () => {
    const since = 'since=2024-05-06T07:02:00Z';
    const until = 'until=2024-05-06T09:03:00%2B02:00';
    expect(await found(`actor_id=${actor}&${since}&${until}`)).toEqual(['users.unsuspend']);
    expect(await found(`actor_id=${actor}&${until}`)).toEqual(['users.unsuspend', 'users.suspend']);
  });

  test('a page goes on under the same filters only', async () => {
    const next = nextOf(await api.ask(`GET /api/audit?actor_id=${actor}&limit=1`)) ?? '';
    expect((await api.ask(`GET ${next}`)).json).toMatchObject([{ action: 'users.lock' }]);
    const cursor = next.split('cursor=')[1];
    for (const query of [`limit=1&cursor=${cursor}`, `actor_id=${target}&limit=1&cursor=${cursor}`]) {
      expect(outcome(await api.ask(`GET /api/audit?${query}`))).toMatch(/^400 cursor /);
    }
  });

  test.each([
    'limit=0',
    'limit=201',
    'limit=x',
    'cursor=x',
    'actor_id=admin',
    'actor_id=0',
    'actor_id=1e3',
    'target_type=cat',
    'result=maybe',
    'since=yesterday',
    'until=2024-05-06',
    'action=%00',
    'target_id=%00',
  ])('%s is refused', async (query) => {
    expect(outcome(await api.ask(`GET /api/audit?${query}`))).toMatch(
      new RegExp(`^400 ${query.split('=')[0]} `),
    );
  });
});

test('nobody writes to the trail', async () => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    expect((await api.ask(`${method} /api/audit`, { body: {} })).status).toBe(405);
    expect((await api.ask(`${method} /api/audit/1`, { body: {} })).status).toBe(404);
  }
});
