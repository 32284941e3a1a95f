import { passwordBar, passwordExpiry } from '../../src/domain/password-expiry';

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
