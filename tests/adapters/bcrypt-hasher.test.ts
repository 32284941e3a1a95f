import bcrypt from 'bcrypt';
import { createBcryptHasher } from '../../src/adapters/bcrypt-hasher';

const COST = 4;
const hasher = createBcryptHasher({ cost: COST });

describe('password hashes', () => {
  it('are bcrypt hashes of the given cost, each with a salt of its own', async () => {
    const [one, other] = await Promise.all([hasher.hash('correct horse'), hasher.hash('correct horse')]);
    expect(one).toMatch(/^\$2b\$04\$[./A-Za-z0-9]{53}$/);
    expect(one).not.toBe(other);
  });

  it('verify the password they were made of and no other', async () => {
    const hash = await hasher.hash('correct horse');
    await expect(hasher.verify('correct horse', hash)).resolves.toBe(true);
    await expect(hasher.verify('Correct horse', hash)).resolves.toBe(false);
    await expect(hasher.verify('correct horse ', hash)).resolves.toBe(false);
    await expect(hasher.verify('', hash)).resolves.toBe(false);
  });

  it('are the same for both spellings of one text', async () => {
    const [composed, decomposed] = ['pässwörter', 'pa\u0308sswo\u0308rter'];
    expect(composed).not.toBe(decomposed);
    await expect(hasher.verify(decomposed, await hasher.hash(composed))).resolves.toBe(true);
    await expect(hasher.verify(composed, await hasher.hash(decomposed))).resolves.toBe(true);
  });

  it('take 72 bytes whole and not one more', async () => {
    const longest = 'x'.repeat(72);
    const hash = await hasher.hash(longest);
    await expect(hasher.verify(longest, hash)).resolves.toBe(true);
    await expect(hasher.verify(longest.slice(1), hash)).resolves.toBe(false);
    // bcrypt itself reads no further than 72 bytes and would say yes to these.
    await expect(bcrypt.compare(`${longest}y`, hash)).resolves.toBe(true);
    await expect(hasher.verify(`${longest}y`, hash)).resolves.toBe(false);
    await expect(hasher.verify('x'.repeat(100), hash)).resolves.toBe(false);
  });

  it('count bytes of the composed form', async () => {
    const longest = 'ä'.repeat(36);
    const hash = await hasher.hash('a\u0308'.repeat(36));
    await expect(hasher.verify(longest, hash)).resolves.toBe(true);
    await expect(hasher.verify(`${longest}b`, hash)).resolves.toBe(false);
  });

  it.each([
    ['73 bytes', 'x'.repeat(73)],
    ['37 letters of two bytes', 'ä'.repeat(37)],
    ['a megabyte', 'x'.repeat(2 ** 20)],
    ['a NUL', 'password\u0000and more'],
    ['a lone surrogate', 'password\ud800'],
  ])('are refused for %s', async (_name, password) => {
    await expect(hasher.hash(password)).rejects.toMatchObject({ code: 'invalid_fields' });
  });

  it('never match a password that bcrypt would misread', async () => {
    const hash = await hasher.hash('password');
    await expect(hasher.verify('password\u0000and more', hash)).resolves.toBe(false);
  });
});

describe('verifying against no hash', () => {
  const timeOf = async (work: () => Promise<unknown>): Promise<number> => {
    const started = process.hrtime.bigint();
    await work();
    return Number(process.hrtime.bigint() - started) / 1e6;
  };
  const median = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

  it.each(['', 'correct horse', 'x'.repeat(100)])('is false for "%s"', async (password) => {
    await expect(hasher.verify(password, null)).resolves.toBe(false);
  });

  it.each(['', 'plain text', '$2b$04$short', '$argon2id$v=19$m=1'])(
    'is false for the odd hash "%s"',
    async (hash) => {
      await expect(hasher.verify('plain text', hash)).resolves.toBe(false);
      await expect(hasher.verify(hash, hash)).resolves.toBe(false);
    },
  );

  it('takes the time of a real comparison from the first time on, for passwords of any length', async () => {
    const slow = createBcryptHasher({ cost: 8 });
    const hash = await slow.hash('correct horse');
    const first = await timeOf(() => slow.verify('correct horse', null));
    const times: Record<'real' | 'none' | 'long' | 'odd', number[]> = {
      real: [],
      none: [],
      long: [],
      odd: [],
    };
    for (let round = 0; round < 5; round += 1) {
      times.real.push(await timeOf(() => slow.verify('wrong horse', hash)));
      times.none.push(await timeOf(() => slow.verify('wrong horse', null)));
      times.long.push(await timeOf(() => slow.verify('x'.repeat(5000), hash)));
      times.odd.push(await timeOf(() => slow.verify('wrong horse', 'no hash')));
    }
    const real = median(times.real);
    for (const other of [first, median(times.none), median(times.long), median(times.odd)]) {
      expect(other).toBeGreaterThan(real / 3);
    }
  });
});

describe('hashes that others have written', () => {
  // By libxcrypt, of `correct horse`. Laravel, as all of PHP, writes `$2y$`.
  const SALT_AND_HASH = 'abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e';

  it.each(['2a', '2b', '2y'])(
    'of the form $%s$ verify the password they were made of and no other',
    async (form) => {
      const hash = `$${form}$04$${SALT_AND_HASH}`;
      await expect(hasher.verify('correct horse', hash)).resolves.toBe(true);
      await expect(hasher.verify('Correct horse', hash)).resolves.toBe(false);
      await expect(hasher.verify('', hash)).resolves.toBe(false);
    },
  );

  // `$2x$` marks hashes of a fault with characters beyond ASCII; `$2$` is older still.
  it.each(['2x', '2', '2z', '2B'])('of the form $%s$ verify nothing', async (form) => {
    await expect(hasher.verify('correct horse', `$${form}$04$${SALT_AND_HASH}`)).resolves.toBe(false);
  });
});

describe('the queue of hashes', () => {
  it('bounds the hasher', async () => {
    const small = createBcryptHasher({ cost: COST, concurrency: 1, maxQueue: 2, maxWaitMs: 5000 });
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, () => small.verify('correct horse', null)),
    );
    const refused = tries.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(5);
    expect(refused[0]).toMatchObject({ reason: { code: 'unavailable', details: { retryAfter: 5 } } });
  });
});
