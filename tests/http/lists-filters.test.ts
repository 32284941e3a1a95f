import { outcome, useApi } from './api';
import { movableClock } from './movable-clock';

const clock = movableClock('2024-05-06T07:00:00Z');
const api = useApi({ clock });

interface Row {
  readonly id: number;
  readonly username: string;
}

const namesOf = async (query: string, token = api.adminToken): Promise<string[]> => {
  const answer = await api.ask(`GET /api/users?${query}`, { token });
  if (answer.status !== 200) throw new Error(outcome(answer));
  return (answer.json as Row[]).map(({ username }) => username);
};

const SPECIAL = ['100%', 'under_score', 'back\\slash', 'plain', "quo'te", 'Grüße', 'İstanbul'];

let readonlyToken = '';

beforeAll(async () => {
  for (const username of SPECIAL) {
    await api.server.user({ username, email: `mail${SPECIAL.indexOf(username)}@mails.example` });
  }
  await api.server.user({ username: 'named', name: 'Display Näme', roles: ['editor', 'readonly'] });
  const reader = await api.server.user({ username: 'reader', roles: ['readonly'] });
  readonlyToken = await api.server.token(reader.id);
  const sleeping = await api.server.user({ username: 'sleeping' });
  await api.ask(`POST /api/users/${sleeping.id}/suspend`, { body: { until: '2024-05-07T00:00:00Z' } });
  const gone = await api.server.user({ username: 'gone' });
  await api.ask(`DELETE /api/users/${gone.id}`);
});

describe('q finds a substring of username, name or email', () => {
  const cases: readonly (readonly [q: string, found: readonly string[]])[] = [
    ['plain', ['plain']],
    ['PLAIN', ['plain']],
    ['lai', ['plain']],
    ['%', ['100%']],
    ['_', ['under_score']],
    ['\\', ['back\\slash']],
    ['0%', ['100%']],
    ['%%', []],
    ['_core', []],
    ['r_s', ['under_score']],
    ["'", ["quo'te"]],
    ["' or 1=1 --", []],
    ['grüsse', ['Grüße']],
    ['GRÜSSE', ['Grüße']],
    ['display näme', ['named']],
    ['mail3@', ['plain']],
    ['mails.example', SPECIAL],
    ['a'.repeat(300), []],
    ['plain\n\nmail3', []],
    ['plain\r', ['plain']],
  ];

  test.each(cases)('q=%j', async (q, found) => {
    const names = await namesOf(`q=${encodeURIComponent(q)}`);
    expect(names.sort()).toEqual([...found].sort());
    const limited = await namesOf(`limit=200&q=${encodeURIComponent(q)}`);
    expect(limited.sort()).toEqual([...found].sort());
  });

  test('blanks alone are no filter', async () => {
    const all = await namesOf('');
    for (const q of ['', '%20', '%0A', '%E3%80%80']) expect(await namesOf(`q=${q}`)).toEqual(all);
  });

  test('NUL is refused', async () => {
    expect(outcome(await api.ask('GET /api/users?q=%00'))).toMatch(/^400 q /);
  });
});

describe('status', () => {
  test('as of now: a suspension that has ended counts no more', async () => {
    expect(await namesOf('status=suspended')).toEqual(['sleeping']);
    expect(await namesOf('status=active')).not.toContain('sleeping');
    clock.set('2024-05-07T00:00:01Z');
    expect(await namesOf('status=suspended')).toEqual([]);
    expect(await namesOf('status=active')).toContain('sleeping');
    clock.set('2024-05-06T07:00:00Z');
  });
});

describe('role', () => {
  test.each([
    ['admin', ['admin']],
    ['readonly', ['named', 'reader']],
    ['editor', ['named']],
    ['superadmin', []],
  ])('%s, primary or not', async (role, found) => {
    expect((await namesOf(`role=${role}`)).sort()).toEqual([...found].sort());
  });
});

describe('deleted', () => {
  test('deleted users are left out unless an administrator asks for them', async () => {
    expect(await namesOf('')).not.toContain('gone');
    expect(await namesOf('deleted=only')).toEqual(['gone']);
    expect(await namesOf('deleted=include')).toEqual(expect.arrayContaining(['gone', 'admin']));
    expect(await namesOf('deleted=only&q=gone&limit=5')).toEqual(['gone']);
  });

  test('who may only read users may not', async () => {
    expect(await namesOf('', readonlyToken)).toContain('plain');
    for (const query of ['deleted=only', 'deleted=include', 'deleted=only&limit=5']) {
      expect(outcome(await api.ask(`GET /api/users?${query}`, { token: readonlyToken }))).toBe(
        '403 Forbidden',
      );
    }
  });
});

test('all filters that are given must hold', async () => {
  expect(await namesOf('status=active&role=editor&q=NAMED')).toEqual(['named']);
  expect(await namesOf('status=suspended&role=editor')).toEqual([]);
  expect(await namesOf('deleted=only&status=suspended')).toEqual([]);
  expect(await namesOf('deleted=only&status=active')).toEqual(['gone']);
});

describe('an unknown value is 400', () => {
  test.each([
    'status=inactive',
    'status=ACTIVE',
    'status=deleted',
    'status=',
    'role=root',
    'role=Admin',
    'role=1',
    'role=toString',
    'role=',
    'deleted=true',
    'deleted=1',
    'deleted=',
    'sort=name',
    'sort=--id',
    'sort=id,username',
    'sort=password_hash',
    'sort=u.password_hash',
    'sort=__proto__',
    'sort=-',
    'sort=',
    'sort=ID',
    'sort=id%20desc',
    'sort=id;drop%20table%20users',
  ])('%s', async (query) => {
    const name = query.split('=')[0];
    for (const more of ['', '&limit=5']) {
      expect(outcome(await api.ask(`GET /api/users?${query}${more}`))).toMatch(new RegExp(`^400 ${name} `));
    }
  });

  test('no private column can be filtered by', async () => {
    const all = await namesOf('');
    expect(await namesOf('password_hash=x&id=1&ulid=2&phone=3&locked=true&username=plain')).toEqual(all);
  });
});

describe('counts', () => {
  const makeUsers = (from: number, to: number) =>
    api.server.database.pool.query(
      `insert into users (ulid, hex_id, username, username_canonical, email, email_canonical, created_at, updated_at)
       select 'U' || n, 'H' || n, 'many' || n, 'many' || n, 'many' || n || '@x.example', 'many' || n || '@x.example', now(), now()
       from generate_series(${from}, ${to}) n`,
    );
  const total = async (query: string) =>
    (await api.ask(`GET /api/users?limit=1${query}`)).headers['x-total-count'];

  test('exact up to 10,000, then 10000+', async () => {
    expect(await total('&role=readonly')).toBe('2');
    await makeUsers(1, 10_000);
    expect(await total('&q=many')).toBe('10000');
    await makeUsers(10_001, 10_001);
    expect(await total('&q=many')).toBe('10000+');
    expect(await total('')).toBe('10000+');
  });
});
