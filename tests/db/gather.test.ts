import { gathered } from '../../db/gather';
import { statement } from '../../db/statement';

const ONE = statement('one');
const MANY = statement('many');

/** Answers with a row for each key but `missing`, and keeps what it was asked. */
const createDatabase = () => {
  const asked: { text: string; values: unknown[] }[] = [];
  return {
    asked,
    query: async ({ text, values }: { text: string; values: unknown[] }) => {
      asked.push({ text, values });
      if (values[0] === 'broken') throw new Error('no such thing');
      const keys = [values[0]].flat() as string[];
      const rows = keys.filter((key) => key !== 'missing').map((key) => ({ key }));
      return { rows, rowCount: rows.length };
    },
  };
};

const readerOf = (database: ReturnType<typeof createDatabase>) =>
  gathered(database, {
    one: ONE,
    many: MANY,
    keyOf: (row) => row['key'] as string,
    map: (row) => ({ name: row['key'] as string }),
  });

test('who asks alone is answered by the plain statement', async () => {
  const database = createDatabase();
  expect(await readerOf(database)('a', '2030')).toEqual({ name: 'a' });
  expect(database.asked).toEqual([{ text: 'one', values: ['a', '2030'] }]);
});

test('those of one turn are answered by one statement, each key asked once and as of the latest', async () => {
  const database = createDatabase();
  const read = readerOf(database);
  const found = await Promise.all([
    read('a', '2030'),
    read('b', '2032'),
    read('missing', '2031'),
    read('a', '2030'),
  ]);
  expect(found).toEqual([{ name: 'a' }, { name: 'b' }, null, { name: 'a' }]);
  expect(database.asked).toEqual([{ text: 'many', values: [['a', 'b', 'missing'], '2032'] }]);
});

test('turns are asked one by one', async () => {
  const database = createDatabase();
  const read = readerOf(database);
  await Promise.all([read('a', '2030'), read('b', '2030')]);
  await read('c', '2030');
  expect(database.asked.map(({ values }) => values[0])).toEqual([['a', 'b'], 'c']);
});

test('no statement has more than 128 keys', async () => {
  const database = createDatabase();
  const read = readerOf(database);
  const keys = Array.from({ length: 300 }, (_, index) => `key ${index}`);
  const found = await Promise.all(keys.map((key) => read(key, '2030')));
  expect(found.map((one) => one?.name)).toEqual(keys);
  expect(database.asked.map(({ values }) => (values[0] as string[]).length)).toEqual([128, 128, 44]);
});

test('a failure is told to those of its turn, and to nobody later', async () => {
  const database = createDatabase();
  const read = readerOf(database);
  const told = await Promise.allSettled([read('broken', '2030'), read('broken', '2030')]);
  expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await read('a', '2030')).toEqual({ name: 'a' });
});
