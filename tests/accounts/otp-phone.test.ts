import knex from 'knex';
import { down, up } from '../../db/migrations/0005-one-time-codes';
import { createRandomIds } from '../../src/adapters/random-ids';
import { maskPhone, toCanonicalPhone } from '../../src/domain/phone';
import { createTestDatabase } from '../support/test-database';

const FORMS: [string, string | null][] = [
  ['+49 30 1234567', '+49301234567'],
  ['(030) 123-45/67', '0301234567'],
  ['  (+49) 30 1234567', '+49301234567'],
  ['49+30', '4930'],
  ['＋４９　３０', '+4930'],
  ['\u00a0+49\u201130', '+4930'],
  ['+', null],
  ['none', null],
  ['', null],
  ['٤٩', null],
  ['1'.repeat(129), null],
];

test.each(FORMS)('%j compares as %j', (text, canonical) => {
  expect(toCanonicalPhone(text)).toBe(canonical);
});

test('what is told of a number is its end, and of a short one nothing', () => {
  expect([maskPhone('+49301234567'), maskPhone('123456'), maskPhone('')]).toEqual(['…567', '…', '…']);
});

test('the migration brings stored numbers into the same form, and goes back', async () => {
  const database = await createTestDatabase();
  const db = knex({ client: 'pg', connection: database.url, pool: { min: 0, max: 1 } });
  try {
    await down(db);
    const stored = FORMS.filter(([text]) => text.length <= 32);
    for (const [index, [phone]] of stored.entries())
      await database.pool.query(
        `insert into users (ulid, hex_id, username, username_canonical, email, email_canonical, phone, created_at, updated_at)
         values ($1, $1, $1, $1, $1, $1, $2, now(), now())`,
        [String(index), phone],
      );
    await up(db);
    const { rows } = await database.pool.query('select phone_canonical from users order by id');
    expect(rows.map((row) => row['phone_canonical'])).toEqual(stored.map(([, canonical]) => canonical));
  } finally {
    await db.destroy();
    await database.drop();
  }
});

test('codes are six digits, leading zeros included, from the machine and evenly spread', () => {
  const ids = createRandomIds({ now: () => new Date(0) });
  const firsts = new Array<number>(10).fill(0);
  for (let made = 0; made < 10_000; made += 1) {
    const code = ids.oneTimeCode();
    expect(code).toMatch(/^[0-9]{6}$/);
    firsts[Number(code[0])] = (firsts[Number(code[0])] ?? 0) + 1;
  }
  // Each is 1000 on average with a deviation of 30: six of those is once in a hundred million runs.
  for (const count of firsts) expect(Math.abs(count - 1000)).toBeLessThan(180);
});
