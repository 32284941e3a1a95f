import { outcome, unique, useApi } from './api';
import { nextOf, walk } from './walk';

const api = useApi();

interface Row {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  readonly created_at: string;
  readonly last_login?: string;
}

const ROWS = 40;

/** Users with many equal times, so that only the tie-breaker tells them apart, and names that fold and sort apart. */
const fill = async (): Promise<void> => {
  await api.server.database.pool.query(
    `insert into users (ulid, hex_id, username, username_canonical, email, email_canonical, last_sign_in_at, created_at, updated_at)
     select 'ULID' || n, 'hex' || n, name, lower(name), mail, lower(mail),
       case when n % 3 = 0 then null else timestamptz '2024-01-01T00:00:00.123456Z' + (n % 5) * interval '1 day' end,
       timestamptz '2024-01-01T00:00:00.654321Z' + (n % 4) * interval '1 hour', now()
     from (select n, (case when n % 2 = 0 then 'Walker' else 'walker' end) || ((n * 17) % ${ROWS}) as name,
       'mail' || ((n * 23) % ${ROWS}) || '@Example.com' as mail from generate_series(1, ${ROWS}) n) rows`,
  );
  await api.server.database.pool.query(
    `insert into user_roles select u.id, 2 from users u where not exists (select from user_roles r where r.user_id = u.id)`,
  );
};

beforeAll(fill);

const byText = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

const KEYS: Readonly<Record<string, (row: Row) => string>> = {
  id: (row) => String(row.id).padStart(19, '0'),
  username: (row) => row.username.toLowerCase(),
  email: (row) => row.email.toLowerCase(),
  created_at: (row) => row.created_at,
  // Those who never signed in stand together at one end.
  last_login: (row) => row.last_login ?? '',
};

const SORTS = Object.keys(KEYS).flatMap((name) => [name, `-${name}`]);

const inOrder = (rows: readonly Row[], sort: string): Row[] => {
  const keyOf = KEYS[sort.replace('-', '')] ?? (() => '');
  const sign = sort.startsWith('-') ? -1 : 1;
  return [...rows].sort((a, b) => sign * (byText(keyOf(a), keyOf(b)) || a.id - b.id));
};

const ids = (rows: readonly { id: number }[]): number[] => rows.map(({ id }) => id);

test('without a limit the whole set comes as a bare array, by id, with neither Link nor a count', async () => {
  const answer = await api.ask('GET /api/users');
  const rows = answer.json as Row[];
  expect(rows).toHaveLength(ROWS + 1);
  expect(ids(rows)).toEqual(ids(inOrder(rows, 'id')));
  expect([answer.headers['link'], answer.headers['x-total-count']]).toEqual([undefined, undefined]);
});

describe.each(SORTS)('sort=%s', (sort) => {
  test('the whole list and the pages have one order', async () => {
    const whole = (await api.ask(`GET /api/users?sort=${sort}`)).json as Row[];
    expect(ids(whole)).toEqual(ids(inOrder(whole, sort)));
    const { pages } = await walk<Row>(api, `/api/users?sort=${sort}&limit=7`);
    expect(pages.flat()).toEqual(whole);
    expect(pages.slice(0, -1).every((page) => page.length === 7)).toBe(true);
  });

  test('a row that stays is seen exactly once, whatever comes and goes meanwhile', async () => {
    const staying = ids((await api.ask('GET /api/users')).json as Row[]);
    const doomed: number[] = [];
    const make = async () => (await api.server.user({ username: unique(sort.length % 2 ? 'aa' : 'zz') })).id;
    for (let index = 0; index < 6; index += 1) doomed.push(await make());
    const { pages } = await walk<Row>(api, `/api/users/list?sort=${sort}&limit=5`, async (page) => {
      // One comes, one goes, and once even the row goes that the cursor points to.
      doomed.push(await make());
      const last = page.at(-1)?.id ?? 0;
      const gone = doomed.includes(last) ? last : doomed[0];
      await api.ask(`DELETE /api/users/${gone}`);
      doomed.splice(doomed.indexOf(gone ?? 0), 1);
    });
    const seen = ids(pages.flat());
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => staying.includes(id)).sort((a, b) => a - b)).toEqual(staying);
    for (const id of doomed) await api.ask(`DELETE /api/users/${id}`);
  });
});

describe('Link and X-Total-Count', () => {
  test('the count stands on the first page only, the link on every page but the last', async () => {
    const { answers } = await walk<Row>(api, '/api/users?limit=10');
    expect(answers.map(({ headers }) => headers['x-total-count'])).toEqual([
      String(ROWS + 1),
      ...Array(4).fill(undefined),
    ]);
    expect(answers.map((answer) => nextOf(answer) !== null)).toEqual([true, true, true, true, false]);
  });

  test('a page that ends with the last row has no link', async () => {
    const answer = await api.ask(`GET /api/users?limit=${ROWS + 1}`);
    expect([(answer.json as Row[]).length, nextOf(answer)]).toEqual([ROWS + 1, null]);
    expect(nextOf(await api.ask(`GET /api/users?limit=${ROWS}`))).not.toBeNull();
  });

  test('the link keeps filters, order, limit and style, and may be followed twice', async () => {
    const answer = await api.ask('GET /api/users/list?sort=-email&status=active&q=walker&limit=3&x=kept');
    const next = nextOf(answer) ?? '';
    expect(next).toMatch(
      /^\/api\/users\/list\?sort=-email&status=active&q=walker&limit=3&x=kept&cursor=[\w.-]+$/,
    );
    const [once, twice] = [await api.ask(`GET ${next}`), await api.ask(`GET ${next}`)];
    expect(once.text).toBe(twice.text);
  });

  test('the limit may change from page to page', async () => {
    const next = nextOf(await api.ask('GET /api/users?limit=3')) ?? '';
    const rest = await api.ask(`GET ${next.replace('limit=3', 'limit=200')}`);
    expect((rest.json as Row[]).length).toBe(ROWS + 1 - 3);
  });

  test('an empty page is an empty array with a count of none', async () => {
    const answer = await api.ask('GET /api/users?limit=5&q=nobody-is-called-so');
    expect([answer.text, answer.headers['x-total-count'], nextOf(answer)]).toEqual(['[]', '0', null]);
    expect((await api.ask('GET /api/users?q=nobody-is-called-so')).text).toBe('[]');
  });
});

describe('what is no page is 400', () => {
  test.each([
    '0',
    '201',
    '-1',
    '1.5',
    '1e2',
    '0x10',
    '01',
    '+5',
    '',
    ' 5',
    'abc',
    '9999999999999999999',
    '5;',
    'null',
  ])('limit=%s', async (limit) => {
    expect(outcome(await api.ask(`GET /api/users?limit=${encodeURIComponent(limit)}`))).toMatch(
      /^400 limit /,
    );
  });

  test.each([1, 200])('limit=%i is one', async (limit) => {
    expect((await api.ask(`GET /api/users?limit=${limit}`)).status).toBe(200);
  });

  test('a parameter given twice', async () => {
    for (const query of ['limit=5&limit=5', 'sort=id&sort=email', 'q=a&q=b', 'status=active&status=active']) {
      expect(outcome(await api.ask(`GET /api/users?${query}`))).toMatch(/^400 /);
    }
  });

  test('a cursor without a limit', async () => {
    const next = nextOf(await api.ask('GET /api/users?limit=3')) ?? '';
    expect(outcome(await api.ask(`GET ${next.replace('limit=3&', '')}`))).toMatch(/^400 limit /);
  });

  test('a cursor that was edited, and one of another order or filter', async () => {
    const next = nextOf(await api.ask('GET /api/users?limit=3&sort=username')) ?? '';
    const cursor = new URLSearchParams(next.split('?')[1]).get('cursor') ?? '';
    const flipped = (index: number) =>
      `${cursor.slice(0, index)}${cursor[index] === 'A' ? 'B' : 'A'}${cursor.slice(index + 1)}`;
    const edited = [...cursor].map((_, index) => flipped(index)).filter((one) => one !== cursor);
    for (const one of [
      ...edited,
      '',
      'x',
      `${cursor}A`,
      cursor.slice(0, -1),
      '.',
      Buffer.from('["a",1]').toString('base64url'),
    ]) {
      const answer = await api.ask(`GET /api/users?limit=3&sort=username&cursor=${encodeURIComponent(one)}`);
      expect([one, outcome(answer)]).toEqual([one, expect.stringMatching(/^400 cursor /)]);
    }
    for (const query of [
      'limit=3',
      'limit=3&sort=-username',
      'limit=3&sort=username&status=active',
      'limit=3&sort=email',
    ]) {
      expect(outcome(await api.ask(`GET /api/users?${query}&cursor=${cursor}`))).toMatch(/^400 cursor /);
    }
  });
});
