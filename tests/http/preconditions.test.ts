import { preconditionsOf } from '../../src/http/preconditions';

const strong = (opaque: string) => ({ opaque, isWeak: false });
const weak = (opaque: string) => ({ opaque, isWeak: true });

test.each([
  ['*', 'any'],
  [' * ', 'any'],
  ['"3-a"', [strong('3-a')]],
  ['W/"3-a"', [weak('3-a')]],
  ['"3-a", W/"4-b" ,"5-c"', [strong('3-a'), weak('4-b'), strong('5-c')]],
  [',, "3-a",\t,', [strong('3-a')]],
  ['"a,b"', [strong('a,b')]],
  ['""', [strong('')]],
  ['"\u00e9"', [strong('\u00e9')]],
  ['', []],
  ['3-a', []],
  ['w/"3-a"', []],
  ['W/ "3-a"', []],
  ['"3-a', []],
  ['"3 a"', []],
  ['"3-a" "4-b"', []],
  ['*, "3-a"', [strong('3-a')]],
  ['"3-a, "4-b"', [strong('4-b')]],
  ['nonsense, "3-a"', [strong('3-a')]],
] as const)('%j', (header, expected) => {
  expect(preconditionsOf({ headers: { 'if-match': header } })).toEqual({
    ifMatch: expected,
    ifNoneMatch: null,
  });
  expect(preconditionsOf({ headers: { 'if-none-match': header } })).toEqual({
    ifMatch: null,
    ifNoneMatch: expected,
  });
});

test('a request without either has none', () => {
  expect(preconditionsOf({ headers: { 'if-modified-since': 'Tue, 14 Mar 2023 00:00:00 GMT' } })).toBe(
    undefined,
  );
});

test.each(['"', '"a, ', '""', ' ', ',', 'W/', '"a" ', ' "'])('a megabyte of %j ends at once', (piece) => {
  const header = piece.repeat(2 ** 20 / piece.length);
  expect(preconditionsOf({ headers: { 'if-match': header } })).toMatchObject({ ifNoneMatch: null });
});
