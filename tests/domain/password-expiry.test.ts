import {
  extendedExpiry,
  extensionProblem,
  passwordBar,
  passwordExpiry,
} from '../../src/domain/password-expiry';

const SET = '2026-01-31T12:00:00.123456Z';

describe('when a password expires', () => {
  it.each([
    [
      '90 days after it was set, to the microsecond',
      { changedAt: SET, ownExpiry: null },
      90,
      '2026-05-01T12:00:00.123456Z',
    ],
    [
      'at its own time, if it has one',
      { changedAt: SET, ownExpiry: '2027-01-01T00:00:00.000000Z' },
      90,
      '2027-01-01T00:00:00.000000Z',
    ],
    ['never where expiry is off', { changedAt: SET, ownExpiry: null }, 0, null],
    ['never where expiry is off, whatever its own time says', { changedAt: SET, ownExpiry: SET }, 0, null],
    ['never where there was none', { changedAt: null, ownExpiry: null }, 90, null],
  ])('%s', (_what, password, days, expected) => {
    expect(passwordExpiry(password, days)).toBe(expected);
  });
});

describe('what keeps a right password from signing in', () => {
  it.each([
    ['nothing', false, null, null],
    ['nothing a microsecond before', false, '2026-01-31T12:00:00.123457Z', null],
    ['expiry, from its very moment', false, SET, 'password_expired'],
    ['a change that is due', true, null, 'password_must_change'],
  ])('%s', (_what, mustChangePassword, passwordExpiresAt, expected) => {
    expect(passwordBar({ mustChangePassword, passwordExpiresAt }, SET)).toBe(expected);
  });
});

describe('an expiry that is put off', () => {
  const NOW = '2026-02-01T00:00:00.500000Z';
  const LATER = '2026-03-01T00:00:00.123456Z';
  const PAST = '2026-01-01T00:00:00.000000Z';

  it.each([
    [
      'from the present one',
      { passwordExpiresAt: LATER, ownPasswordExpiry: null },
      '2026-03-11T00:00:00.123456Z',
    ],
    [
      'from now, where it has passed',
      { passwordExpiresAt: PAST, ownPasswordExpiry: PAST },
      '2026-02-11T00:00:00.500000Z',
    ],
    [
      'from now, where there is none',
      { passwordExpiresAt: null, ownPasswordExpiry: null },
      '2026-02-11T00:00:00.500000Z',
    ],
    [
      'from its own, where expiry is off',
      { passwordExpiresAt: null, ownPasswordExpiry: LATER },
      '2026-03-11T00:00:00.123456Z',
    ],
    [
      'never beyond the calendar',
      { passwordExpiresAt: '9999-12-30T00:00:00.000000Z', ownPasswordExpiry: null },
      '9999-12-31T00:00:00.000000Z',
    ],
  ])('counts %s', (_what, password, expected) => {
    expect(extendedExpiry(password, 10, NOW)).toBe(expected);
  });

  const outOfRange = { rule: 'range', expected: 'from 1 to 3650' };

  it.each([
    [1, null],
    [3650, null],
    [0, outOfRange],
    [-1, outOfRange],
    [3651, outOfRange],
    [1e300, outOfRange],
    [1.5, { rule: 'type', expected: 'integer' }],
    [Number.NaN, { rule: 'type', expected: 'integer' }],
  ])('by %d days: %j', (days, problem) => {
    expect(extensionProblem(days)).toEqual(problem);
  });
});
