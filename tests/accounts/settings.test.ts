import { ConfigError, parseConfig } from '../../src/config';

const SECRET = 'vJ4n8sQe2Lx9Tz5Wb7Ym3Kd6Rf1Hc0Pg';

test('the defaults are the documented ones', () => {
  const { jwtSecretPrevious, sessionMaxAgeSeconds, passwords } = parseConfig({});
  expect({ jwtSecretPrevious, sessionMaxAgeSeconds, passwords }).toEqual({
    jwtSecretPrevious: null,
    sessionMaxAgeSeconds: 30 * 24 * 3600,
    passwords: { profile: 'contract', history: 0, maxAgeDays: 0, resetMustChange: false },
  });
});

test('what is set counts', () => {
  const { jwtSecretPrevious, sessionMaxAgeSeconds, passwords } = parseConfig({
    JWT_SECRET_PREVIOUS: SECRET,
    SESSION_MAX_AGE: '86400',
    PASSWORD_PROFILE: 'strict',
    PASSWORD_HISTORY: '5',
    PASSWORD_MAX_AGE_DAYS: '90',
    PASSWORD_RESET_MUST_CHANGE: 'true',
  });
  expect({ jwtSecretPrevious, sessionMaxAgeSeconds, passwords }).toEqual({
    jwtSecretPrevious: SECRET,
    sessionMaxAgeSeconds: 86_400,
    passwords: { profile: 'strict', history: 5, maxAgeDays: 90, resetMustChange: true },
  });
});

test.each([
  ['PASSWORD_PROFILE', 'lax'],
  ['PASSWORD_HISTORY', '-1'],
  ['PASSWORD_HISTORY', '25'],
  ['PASSWORD_HISTORY', '1.5'],
  ['PASSWORD_MAX_AGE_DAYS', '-1'],
  ['PASSWORD_MAX_AGE_DAYS', 'never'],
  ['PASSWORD_RESET_MUST_CHANGE', 'perhaps'],
  ['SESSION_MAX_AGE', '0'],
  ['JWT_SECRET_PREVIOUS', 'x'.repeat(31)],
])('%s=%s is refused by name', (name, value) => {
  expect(() => parseConfig({ [name]: value })).toThrow(new RegExp(`^${name} `));
});

test('production takes no sample for the previous secret either', () => {
  const settings = { NODE_ENV: 'production', JWT_SECRET: SECRET };
  expect(() =>
    parseConfig({ ...settings, JWT_SECRET_PREVIOUS: 'change-me-please-change-me-please-1' }),
  ).toThrow(
    new ConfigError(
      'JWT_SECRET_PREVIOUS looks like a sample value: set 32 random bytes or more, such as from `openssl rand -base64 48`',
    ),
  );
  expect(parseConfig({ ...settings, JWT_SECRET_PREVIOUS: SECRET }).jwtSecretPrevious).toBe(SECRET);
});
