import { NEW, OLD, TODAY, useTwoCallers } from './two-callers';

const { asked, brief, ofAda, ofBob } = useTwoCallers();

test('who still calls this alias: its callers, most requests first, over the last 30 days', async () => {
  const binding = `binding=${encodeURIComponent(OLD)}`;
  expect(await brief(`by=caller&${binding}`)).toEqual(['token ada 9/0', 'token bob 1/0']);
  expect(await brief(`by=caller&${binding}&since=2030-05-31`)).toEqual(['token ada 14/0', 'token bob 1/0']);
});

test('what breaks if it goes: all aliases with how many call them', async () => {
  const [alias, ...more] = await asked('aliases=only');
  expect(more).toEqual([]);
  expect(alias).toMatchObject({ binding: OLD, canonical: NEW, callers: 2, requests: 10 });
  expect(await brief('by=binding,caller&aliases=only')).toEqual([
    `${OLD} token ada 9/0`,
    `${OLD} token bob 1/0`,
  ]);
});

test('what the trend is: the seven days to the last one asked for, and those before', async () => {
  const trend = async (query: string) =>
    (await asked(query)).map(({ day, last_7_days, previous_7_days }) => [day, last_7_days, previous_7_days]);
  const old = `operation=users.get&binding=${encodeURIComponent(OLD)}`;
  expect(await trend(old)).toEqual([[null, 3, 3]]);
  // Days outside the question count for the trend all the same.
  expect(await trend(`${old}&since=${TODAY}`)).toEqual([[null, 3, 3]]);
  expect(await trend(`${old}&until=2030-06-07`)).toEqual([[null, 4, 5]]);
  expect(await trend(`${old}&by=day`)).toEqual([
    ['2030-06-01', 9, 0],
    ['2030-06-20', 3, 0],
    ['2030-06-25', 5, 0],
    [TODAY, 3, 3],
  ]);
  expect(await trend(`${old}&by=day&since=2030-06-07&until=2030-06-20`)).toEqual([['2030-06-20', 3, 0]]);
});

describe('told apart by', () => {
  test('each dimension', async () => {
    expect(await brief(`${ofBob()}&by=binding`)).toEqual([
      `${NEW} 6/0`,
      'GET /api/v1/users/{id} 2/2',
      `${OLD} 1/0`,
    ]);
    expect(await brief(`${ofBob()}&by=dialect`)).toEqual(['rest 7/0', 'rails 2/2']);
    expect(await brief(`${ofBob()}&by=operation`)).toEqual(['users.get 9/2']);
    expect(await brief(`${ofBob()}&by=day`)).toEqual([`${TODAY} 9/2`]);
    expect(await brief(`operation=users.get&by=caller`)).toEqual(['token ada 9/0', 'token bob 9/2']);
  });

  test('pairs, in whatever order they are named', async () => {
    const pair = [`${TODAY} rest 7/0`, `${TODAY} rails 2/2`];
    expect(await brief(`${ofBob()}&by=day,dialect`)).toEqual(pair);
    expect(await brief(`${ofBob()}&by=dialect,day`)).toEqual(pair);
    expect(await brief('operation=users.get&by=dialect,caller')).toEqual([
      'rest token ada 9/0',
      'rest token bob 7/0',
      'rails token bob 2/2',
    ]);
    expect(await brief(`${ofAda()}&by=day,caller`)).toEqual([
      '2030-06-01 token ada 4/0',
      '2030-06-20 token ada 3/0',
      '2030-06-25 token ada 2/0',
    ]);
  });

  test('what rows are not told apart by is null, save what follows from the spelling', async () => {
    const nulls = { day: null, binding: null, canonical: null, caller: null, lifecycle: null };
    expect((await asked(`${ofBob()}&by=dialect`))[0]).toMatchObject({ ...nulls, operation: null });
    expect((await asked(`${ofBob()}&by=operation`))[0]).toMatchObject({ ...nulls, dialect: null });
    expect((await asked(`${ofBob()}&by=day`))[0]).toMatchObject({
      ...nulls,
      day: TODAY,
      dialect: null,
      operation: null,
    });
    expect((await asked(`${ofBob()}&by=binding`))[0]).toMatchObject({
      dialect: 'rest',
      operation: 'users.get',
    });
  });

  test('the same total whatever it is', async () => {
    const total = async (by: string): Promise<number> =>
      (await asked(`operation=users.get&limit=1000&by=${by}`)).reduce((sum, row) => sum + row.requests, 0);
    for (const by of [
      'day',
      'dialect',
      'operation',
      'binding',
      'caller',
      'day,dialect,operation,binding,caller',
    ])
      expect([by, await total(by)]).toEqual([by, 18]);
  });
});
