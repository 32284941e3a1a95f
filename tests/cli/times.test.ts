import { toTime } from '../../src/cli/parsers';

const NOW = new Date('2030-01-31T12:00:00Z');

test.each([
  ['30m', '2030-01-31T12:30:00.000000Z'],
  ['12h', '2030-02-01T00:00:00.000000Z'],
  ['90d', '2030-05-01T12:00:00.000000Z'],
  ['9999999d', '9999-12-31T00:00:00.000000Z'],
  ['2031-01-31T12:00:00Z', '2031-01-31T12:00:00.000000Z'],
])('%s is from the time that it is then, whatever this machine thinks: %s', (text, expected) => {
  expect(toTime(text)(NOW)).toBe(expected);
});

test.each(['', '0d', '1w', '-1d', '1.5h', 'tomorrow', '2031-13-01T00:00:00Z'])('%j is none', (text) => {
  expect(() => toTime(text)).toThrow('Give a time such as 2030-01-31T12:00:00Z');
});
