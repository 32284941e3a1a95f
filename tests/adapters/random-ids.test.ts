import { createRandomIds } from '../../src/adapters/random-ids';
import { createSystemClock } from '../../src/adapters/system-clock';

const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/** A clock that goes through the given milliseconds and then stands still. */
const clockOf = (...millis: number[]) => {
  let last = 0;
  return {
    now: () => {
      last = millis.shift() ?? last;
      return new Date(last);
    },
  };
};

describe('ULIDs', () => {
  it('have the form and the time of a ULID', () => {
    // The example of the specification: https://github.com/ulid/spec
    const { ulid } = createRandomIds(clockOf(1_469_918_176_385));
    expect(ulid()).toMatch(ULID);
    expect(createRandomIds(clockOf(1_469_918_176_385)).ulid().slice(0, 10)).toBe('01ARYZ6S41');
    expect(
      createRandomIds(clockOf(2 ** 48 - 1))
        .ulid()
        .slice(0, 10),
    ).toBe('7ZZZZZZZZZ');
  });

  it('sort in the order in which they were made, within one millisecond as well', () => {
    const ids = createRandomIds(createSystemClock());
    const made = Array.from({ length: 20_000 }, () => ids.ulid());
    expect([...made].sort()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });

  it('sort in order while the clock stands still or goes back', () => {
    const ids = createRandomIds(clockOf(5000, 5000, 4000, 1000, 5000, 5001));
    const made = Array.from({ length: 6 }, () => ids.ulid());
    expect([...made].sort()).toEqual(made);
    expect(new Set(made.slice(0, 5).map((id) => id.slice(0, 10))).size).toBe(1);
  });

  it('of two processes differ', () => {
    const [one, other] = [createRandomIds(clockOf(1)), createRandomIds(clockOf(1))];
    expect(one.ulid()).not.toBe(other.ulid());
  });
});

describe('hex ids', () => {
  it('are 24 lower-case digits that begin with the second', () => {
    const { hexId } = createRandomIds(clockOf(1_700_000_000_000));
    expect(hexId()).toMatch(/^6553f100[0-9a-f]{16}$/);
    expect(createRandomIds(clockOf(1000)).hexId()).toMatch(/^00000001[0-9a-f]{16}$/);
  });

  it('do not repeat', () => {
    const { hexId } = createRandomIds(clockOf(1_700_000_000_000));
    expect(new Set(Array.from({ length: 10_000 }, hexId)).size).toBe(10_000);
  });
});

describe('secrets', () => {
  it('are 256 bits of base64url and do not repeat', () => {
    const { secret } = createRandomIds(createSystemClock());
    const made = Array.from({ length: 10_000 }, secret);
    expect(made.every((text) => /^[\w-]{43}$/.test(text))).toBe(true);
    expect(new Set(made).size).toBe(made.length);
  });
});
