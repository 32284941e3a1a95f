import bcrypt from 'bcrypt';
import { createBcryptHasher } from '../../src/adapters/bcrypt-hasher';

const PASSWORD = 'correct horse';

// The library says no at once to any other.
const COMPARED = /^\$2[ab]\$/;

/** The costs of the comparisons that a piece of work makes, in order. */
const costsOf = async (work: () => Promise<unknown>): Promise<number[]> => {
  const compare = jest.spyOn(bcrypt, 'compare');
  try {
    await work();
    const hashes = compare.mock.calls.map(([, hash]) => hash);
    return hashes.filter((hash) => COMPARED.test(hash)).map((hash) => bcrypt.getRounds(hash));
  } finally {
    compare.mockRestore();
  }
};

/** Rounds of the key schedule, all comparisons together. */
const roundsOf = (costs: readonly number[]): number => costs.reduce((sum, cost) => sum + 2 ** cost, 0);

describe.each([4, 5, 6, 7, 8])('a hash of cost %i where new ones are of cost 8', (cost) => {
  const hasher = createBcryptHasher({ cost: 8 });

  it.each([
    [PASSWORD, true],
    ['Correct horse', false],
    ['', false],
    ['x'.repeat(100), false],
  ])('is of "%s": %s', async (password, isRight) => {
    const hash = await bcrypt.hash(PASSWORD, cost);
    await expect(hasher.verify(password, hash)).resolves.toBe(isRight);
  });

  it('is compared at the work of a new one, right or wrong', async () => {
    const hash = await bcrypt.hash(PASSWORD, cost);
    for (const password of [PASSWORD, 'wrong horse', '', 'x'.repeat(100)])
      expect(roundsOf(await costsOf(() => hasher.verify(password, hash)))).toBe(2 ** 8);
  });
});

it('no hash, and what is none, is the work of a new one', async () => {
  const hasher = createBcryptHasher({ cost: 8 });
  const tail = 'a'.repeat(53);
  for (const hash of [null, '', 'plain text', `$2b$03$${tail}`, `$2b$32$${tail}`, `$2b$00$${tail}`]) {
    expect(await costsOf(() => hasher.verify(PASSWORD, hash))).toEqual([8]);
    expect(await hasher.verify(PASSWORD, hash)).toBe(false);
  }
});

// Laravel and other PHP write `$2y$`, which is `$2b$` by another name.
describe.each(['2a', '2b', '2y'])('a hash of the form $%s$', (form) => {
  it.each([4, 8])('and of cost %i is the work of a new one, right or wrong', async (cost) => {
    const hasher = createBcryptHasher({ cost: 8 });
    const hash = (await bcrypt.hash(PASSWORD, cost)).replace('$2b$', `$${form}$`);
    for (const [password, isRight] of [
      [PASSWORD, true],
      ['wrong horse', false],
    ] as const) {
      expect(roundsOf(await costsOf(() => hasher.verify(password, hash)))).toBe(2 ** 8);
      expect(await hasher.verify(password, hash)).toBe(isRight);
    }
    expect(hasher.isOutdated(hash)).toBe(cost < 8);
  });
});

it('a hash of a higher cost is right or wrong at its own work, and is not made anew', async () => {
  const hasher = createBcryptHasher({ cost: 4 });
  const hash = await bcrypt.hash(PASSWORD, 6);
  expect(await costsOf(() => hasher.verify(PASSWORD, hash))).toEqual([6]);
  expect([await hasher.verify(PASSWORD, hash), await hasher.verify('wrong horse', hash)]).toEqual([
    true,
    false,
  ]);
  expect(hasher.isOutdated(hash)).toBe(false);
});

it('comparisons that make up the work hold the place of one in the queue', async () => {
  const hasher = createBcryptHasher({ cost: 8, concurrency: 1, maxQueue: 1 });
  const hash = await bcrypt.hash(PASSWORD, 4);
  const tries = await Promise.allSettled([1, 2, 3].map(() => hasher.verify(PASSWORD, hash)));
  expect(tries.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
});
