import { line, told, useColon, WRITTEN_START, wireUser, wrong } from './colon';
import { idsOf, ROWS, useRows } from './listed';

const colon = useColon();
const { list, walk } = useRows(colon);

test('fifteen users in the order of their ULIDs, and where the next page starts', async () => {
  const first = await list();
  expect(Object.keys(first)).toEqual(['users', 'next_cursor', 'limit']);
  const ids = idsOf([first]);
  expect(ids).toHaveLength(15);
  expect(ids).toEqual([...ids].sort());
  expect([first.next_cursor, first.limit]).toEqual([ids[14], 15]);
});

test('to the byte', async () => {
  const { rows } = await colon.api.server.database.pool.query(
    "select ulid, username, email from users where username in ('row0', 'row1') order by ulid limit 1",
  );
  const [{ ulid, username, email }] = rows;
  const before = ulid.replace(/.$/, (digit: string) => String.fromCharCode(digit.charCodeAt(0) - 1));
  const answer = await colon.ask(`GET /users:list?limit=1&after=${before}`);
  expect(told(answer)).toBe(
    line(200, {
      users: [
        {
          ...wireUser({ ulid, username, email }, username === 'row0' ? {} : { role: 'admin' }),
          created_at: WRITTEN_START,
        },
      ],
      next_cursor: ulid,
      limit: 1,
    }),
  );
});

test.each([1, 2, 5, 6, 18, 19, 20, 200])('a walk by %i sees everyone once', async (limit) => {
  const pages = await walk(`limit=${limit}`);
  const ids = idsOf(pages);
  expect(ids).toHaveLength(ROWS);
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(pages).toHaveLength(Math.ceil(ROWS / limit));
  expect(pages.every((page) => page.limit === limit)).toBe(true);
  expect(pages.at(-1)?.next_cursor).toBeNull();
});

test('a page that ends with the last row has no next one', async () => {
  expect((await list('?limit=19')).next_cursor).toBeNull();
  expect((await list('?limit=18')).next_cursor).not.toBeNull();
});

test.each([
  ['1', 1],
  ['200', 200],
  ...[
    '0',
    '-1',
    '201',
    '1000',
    '99999999999999999999',
    '',
    'x',
    '1.5',
    '1e1',
    '0x10',
    '+5',
    '05',
    '5%00',
  ].map((text): [string, number] => [text, 15]),
  ['%205', 15],
  ['5&limit=6', 15],
])('limit=%s is %i', async (limit, expected) => {
  expect((await list(`?limit=${limit}`)).limit).toBe(expected);
});

test('after is exclusive, and need not be anybody’s', async () => {
  const [, second = ''] = idsOf([await list()]);
  expect(idsOf([await list(`?after=${second}`)])).not.toContain(second);
  expect((await list('?after=7ZZZZZZZZZZZZZZZZZZZZZZZZZ')).users).toEqual([]);
  expect(idsOf([await list('?after=00000000000000000000000000')])).toHaveLength(15);
  expect(idsOf([await list('?after=')])).toHaveLength(15);
});

test.each([
  '1',
  'x',
  '01kh1k9g4kpg10bev0pntmynwj',
  '01KH1K9G4KPG10BEV0PNTMYNW',
  '81KH1K9G4KPG10BEV0PNTMYNWJ',
  '%00',
])('after=%s is no cursor', async (after) => {
  expect(told(await colon.ask(`GET /users:list?after=${after}`))).toBe(wrong('invalid cursor'));
});

test('those who were deleted are not in it, and other dialects’ parameters are unknown', async () => {
  const gone = await colon.person();
  expect(idsOf(await walk('limit=7'))).toContain(gone.ulid);
  await colon.ask(`POST /users:destroy?id=${gone.ulid}`);
  expect(idsOf(await walk('limit=7'))).not.toContain(gone.ulid);
  expect(
    idsOf([await list('?limit=200&deleted=include&q=row1&sort=-id&cursor=x&status=nobody')]),
  ).toHaveLength(ROWS);
});
