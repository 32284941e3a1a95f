import { parseRfc3339, toInstant, toMillis } from '../../src/domain/instant';

test.each([
  ['2026-02-08T04:36:57.123Z', '2026-02-08T04:36:57.123000Z'],
  ['1970-01-01T00:00:00.000Z', '1970-01-01T00:00:00.000000Z'],
  ['0001-01-01T00:00:00.000Z', '0001-01-01T00:00:00.000000Z'],
  ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999000Z'],
])('the instant of the date %s is %s', (date, instant) => {
  expect(toInstant(new Date(date))).toBe(instant);
});

test('milliseconds of an instant: microseconds are cut', () => {
  expect(toMillis('1970-01-01T00:00:01.234567Z')).toBe(1234);
  expect(toMillis('1970-01-01T00:00:01.234999Z')).toBe(1234);
  expect(toMillis(toInstant(new Date(1_700_000_000_123)))).toBe(1_700_000_000_123);
});

test('instants compare as text', () => {
  const ordered = [
    '0999-12-31T23:59:59.999999Z',
    '1000-01-01T00:00:00.000000Z',
    '2026-02-08T04:36:57.123456Z',
    '2026-02-08T04:36:57.123457Z',
    '2026-12-31T23:59:59.999999Z',
  ];
  expect([...ordered].sort()).toEqual(ordered);
});

describe('RFC 3339', () => {
  test.each([
    ['2026-02-08T04:36:57Z', '2026-02-08T04:36:57.000Z'],
    ['2026-02-08t04:36:57z', '2026-02-08T04:36:57.000Z'],
    ['2026-02-08T04:36:57.1Z', '2026-02-08T04:36:57.100Z'],
    ['2026-02-08T04:36:57.123456789Z', '2026-02-08T04:36:57.123Z'],
    ['2026-02-08T04:36:57+02:00', '2026-02-08T02:36:57.000Z'],
    ['2026-02-08T04:36:57-11:30', '2026-02-08T16:06:57.000Z'],
    ['2026-02-08T04:36:57+00:00', '2026-02-08T04:36:57.000Z'],
    ['2026-02-08T04:36:57-00:00', '2026-02-08T04:36:57.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['2000-02-29T00:00:00Z', '2000-02-29T00:00:00.000Z'],
    ['2026-12-31T23:59:59Z', '2026-12-31T23:59:59.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
  ])('%s is %s', (text, date) => {
    expect(parseRfc3339(text)?.toISOString()).toBe(date);
  });

  test.each([
    ['nothing', ''],
    ['a date alone', '2026-02-08'],
    ['no offset', '2026-02-08T04:36:57'],
    ['a blank for the T', '2026-02-08 04:36:57Z'],
    ['no seconds', '2026-02-08T04:36Z'],
    ['a month 0', '2026-00-08T04:36:57Z'],
    ['a month 13', '2026-13-08T04:36:57Z'],
    ['a day 0', '2026-02-00T04:36:57Z'],
    ['a 30th of February', '2026-02-30T04:36:57Z'],
    ['a 29th of February in no leap year', '2026-02-29T04:36:57Z'],
    ['a 29th of February in 1900', '1900-02-29T04:36:57Z'],
    ['a 31st of April', '2026-04-31T04:36:57Z'],
    ['an hour 24', '2026-02-08T24:00:00Z'],
    ['a minute 60', '2026-02-08T04:60:00Z'],
    ['a second 60', '2026-06-30T23:59:60Z'],
    ['an offset of 24 hours', '2026-02-08T04:36:57+24:00'],
    ['an offset of 60 minutes', '2026-02-08T04:36:57+01:60'],
    ['an offset without a colon', '2026-02-08T04:36:57+0200'],
    ['a point without digits', '2026-02-08T04:36:57.Z'],
    ['ten digits of a second', '2026-02-08T04:36:57.1234567890Z'],
    ['a comma', '2026-02-08T04:36:57,5Z'],
    ['a year of five digits', '12026-02-08T04:36:57Z'],
    ['a signed year', '+002026-02-08T04:36:57Z'],
    ['the year 0', '0000-01-01T00:00:00Z'],
    ['what an offset pushes before the calendar', '0001-01-01T00:00:00+01:00'],
    ['what an offset pushes after it', '9999-12-31T23:59:59-01:00'],
    ['blanks around', ' 2026-02-08T04:36:57Z'],
    ['a line feed after', '2026-02-08T04:36:57Z\n'],
    ['digits of another script', '２０２６-02-08T04:36:57Z'],
    ['seconds since the epoch', '1770525417'],
    ['words', 'tomorrow'],
  ])('%s is no time: %j', (_, text) => {
    expect(parseRfc3339(text)).toBeNull();
  });
});
