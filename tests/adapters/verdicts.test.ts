import { createVerdicts, VERDICT_MS, type Verdict } from '../../src/adapters/verdicts';
import type { Principal } from '../../src/domain/principal';

const START = 1_800_000_000_000;

let time = START;
const clock = { now: () => new Date(time) };

const verdictOf = (userId: number, expiresAt = Number.POSITIVE_INFINITY): Verdict => ({
  principal: { userId } as Principal,
  expiresAt,
});

const hearing = () => {
  time = START;
  const verdicts = createVerdicts(clock);
  verdicts.setTrusted(true);
  return verdicts;
};

const userOf = (principal: Principal | null): number | null => principal?.userId ?? null;

test('remembers nothing while changes are not heard, and forgets all when they are no more', () => {
  const verdicts = createVerdicts(clock);
  verdicts.begin('one')(verdictOf(1));
  expect(verdicts.of('one')).toBeNull();
  verdicts.setTrusted(true);
  verdicts.begin('one')(verdictOf(1));
  expect(userOf(verdicts.of('one'))).toBe(1);
  verdicts.setTrusted(false);
  expect(verdicts.of('one')).toBeNull();
  verdicts.setTrusted(true);
  expect(verdicts.of('one')).toBeNull();
});

test('forgets the credentials of the user that a change is about, and no others', () => {
  const verdicts = hearing();
  verdicts.begin('one')(verdictOf(1));
  verdicts.begin('one too')(verdictOf(1));
  verdicts.begin('two')(verdictOf(2));
  verdicts.forget({ whose: 1 });
  expect(['one', 'one too', 'two'].map((bearer) => userOf(verdicts.of(bearer)))).toEqual([null, null, 2]);
  verdicts.forget({ whose: 'everybody' });
  expect(verdicts.of('two')).toBeNull();
});

test('does not remember what was read before a change and came after it', () => {
  const verdicts = hearing();
  const remember = verdicts.begin('one');
  verdicts.forget({ whose: 1 });
  remember(verdictOf(1));
  expect(verdicts.of('one')).toBeNull();
});

test.each([
  ['the time it stands is over', VERDICT_MS, Number.POSITIVE_INFINITY, null],
  ['it is about to be', VERDICT_MS - 1, Number.POSITIVE_INFINITY, 1],
  ['the credential has expired', 10, START + 10, null],
  ['it is about to', 9, START + 10, 1],
  ['the clock was set back', -1, Number.POSITIVE_INFINITY, null],
])('%s', (_when, later, expiresAt, expected) => {
  const verdicts = hearing();
  verdicts.begin('one')(verdictOf(1, expiresAt));
  time = START + later;
  expect(userOf(verdicts.of('one'))).toBe(expected);
});

test('holds no more than ten thousand', () => {
  const verdicts = hearing();
  for (let index = 0; index <= 10_000; index += 1) verdicts.begin(`bearer ${index}`)(verdictOf(index));
  const held = Array.from({ length: 10_001 }, (_, index) => verdicts.of(`bearer ${index}`)).filter(Boolean);
  expect(held.map(userOf)).toEqual([10_000]);
});
