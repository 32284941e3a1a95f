import type { NewUser } from '../../../src/domain/user';
import { line, message, PASSWORD, START, told, useFlask } from './flask';

const flask = useFlask();
const { ask } = flask;

const PEOPLE: readonly (Partial<NewUser> & { username: string })[] = [
  { username: 'zoe', email: 'a-first@example.com', roles: ['editor', 'creator'] },
  { username: 'Bob', email: 'bob@example.com', roles: ['readonly', 'editor'] },
  { username: 'carol', email: 'carol@mails.example', name: 'Display Näme', status: 'suspended' },
];

let ids: Record<string, string> = {};

beforeAll(async () => {
  const made = [];
  // Each was made before the one with the id before its own, and signs in in yet another order, or never.
  for (const fields of PEOPLE) {
    flask.clock.advance(-60);
    made.push(await flask.api.server.user({ password: PASSWORD, ...fields }));
  }
  flask.clock.set(START);
  const gone = await flask.api.server.user({ username: 'gone' });
  await ask(`DELETE /user/users/${gone.hexId}`);
  for (const username of ['Bob', 'zoe']) {
    flask.clock.advance(60);
    await flask.signIn({ username, password: PASSWORD });
  }
  const people = [flask.api.admin, ...made, gone];
  ids = Object.fromEntries(people.map(({ username, hexId }) => [username, hexId]));
});

const row = (username: string, email: string, roles: readonly string[]) => ({
  id: ids[username],
  username,
  email,
  roles,
});

const rows = () => [
  row('admin', 'admin@example.com', ['admin']),
  row('zoe', 'a-first@example.com', ['creator', 'editor']),
  row('Bob', 'bob@example.com', ['editor', 'readonly']),
  row('carol', 'carol@mails.example', ['user']),
];

const list = (query = '') => ask(`GET /user/users${query}`);

const namesOf = async (query: string): Promise<string[]> => {
  const answer = await list(query);
  if (answer.status !== 200) throw new Error(told(answer));
  return (answer.json as { username: string }[]).map(({ username }) => username);
};

test('the whole set is a bare array by id, with the keys of the seed', async () => {
  const answer = await list();
  expect(told(answer)).toBe(line(200, rows()));
  expect(answer.headers['link']).toBeUndefined();
  expect(answer.headers['x-total-count']).toBeUndefined();
});

describe('a page', () => {
  test('has the next one in its Link, and the first the number of all', async () => {
    const first = await list('?limit=3&sort=id');
    expect(told(first)).toBe(line(200, rows().slice(0, 3)));
    expect(first.headers['x-total-count']).toBe('4');
    const next = /^<(\/form\/api\/v1\/user\/users\?limit=3&sort=id&cursor=[^>]+)>; rel="next"$/.exec(
      first.headers['link'] ?? '',
    )?.[1];
    const second = await flask.api.ask(`GET ${next}`);
    expect(told(second)).toBe(line(200, rows().slice(3)));
    expect([second.headers['link'], second.headers['x-total-count']]).toEqual([undefined, undefined]);
  });

  test.each(['0', '201', '-1', '1.5', 'x', ''])('limit=%s', async (limit) => {
    expect(told(await list(`?limit=${limit}`))).toBe(message(400, 'limit must be from 1 to 200'));
  });

  test('a cursor without limit, or of another list', async () => {
    const { headers } = await list('?limit=1');
    const cursor = /cursor=([^>]+)>/.exec(headers['link'] ?? '')?.[1];
    expect(told(await list(`?cursor=${cursor}`))).toBe(message(400, 'limit is required'));
    expect(told(await list(`?limit=1&sort=-id&cursor=${cursor}`))).toBe(message(400, 'cursor is invalid'));
  });
});

test.each([
  ['?is_active=true', ['admin', 'zoe', 'Bob']],
  ['?is_active=false', ['carol']],
  ['?role=editor', ['zoe', 'Bob']],
  ['?role=readonly', ['Bob']],
  ['?role=superadmin', []],
  ['?q=BOB', ['Bob']],
  ['?q=mails', ['carol']],
  ['?q=n%C3%A4me', ['carol']],
  ['?q=%25', []],
  ['?deleted=only', ['gone']],
  ['?deleted=include', ['admin', 'zoe', 'Bob', 'carol', 'gone']],
  ['?role=editor&is_active=true&q=o&limit=10', ['zoe', 'Bob']],
  ['?sort=-id', ['carol', 'Bob', 'zoe', 'admin']],
  ['?sort=username', ['admin', 'Bob', 'carol', 'zoe']],
  ['?sort=-username', ['zoe', 'carol', 'Bob', 'admin']],
  ['?sort=email', ['zoe', 'admin', 'Bob', 'carol']],
  ['?sort=created_at', ['carol', 'Bob', 'zoe', 'admin']],
  ['?sort=-created_at', ['admin', 'zoe', 'Bob', 'carol']],
  ['?sort=last_login', ['admin', 'carol', 'Bob', 'zoe']],
  ['?sort=-last_login', ['zoe', 'Bob', 'carol', 'admin']],
  ['?mobile=x&id=1&password_hash=x', ['admin', 'zoe', 'Bob', 'carol']],
])('%s', async (query, names) => {
  expect(await namesOf(query)).toEqual(names);
});

test.each([
  ['is_active=1', 'is_active must be one of: true, false'],
  ['is_active=', 'is_active must be one of: true, false'],
  ['is_active=active', 'is_active must be one of: true, false'],
  ['is_active=true&is_active=false', 'is_active is invalid'],
  [
    'role=root',
    'role must be one of: admin, user, superadmin, readonly, creator, editor, publisher, deo, general',
  ],
  ['deleted=true', 'deleted must be one of: only, include'],
  ['q=%00', 'q is invalid'],
  ['sort=mobile', 'sort must be one of: id, username, email, created_at, last_login'],
  ['sort=__proto__', 'sort must be one of: id, username, email, created_at, last_login'],
  ['sort=', 'sort must be one of: id, username, email, created_at, last_login'],
])('?%s', async (query, sentence) => {
  for (const more of ['', '&limit=2'])
    expect(told(await list(`?${query}${more}`))).toBe(message(400, sentence));
});
