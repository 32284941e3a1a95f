import { tokenIssues } from '../../src/domain/token-rules';

const NOW = '2026-02-08T04:36:57.000000Z';

describe('the rules of an API token', () => {
  test('let a name and a later expiry through, or neither', () => {
    expect(tokenIssues({ name: 'nightly export', expiresAt: '2026-02-08T04:36:57.000001Z' }, NOW)).toEqual(
      [],
    );
    expect(tokenIssues({ name: null, expiresAt: null, policyId: null }, NOW)).toEqual([]);
    expect(tokenIssues({}, NOW)).toEqual([]);
  });

  test.each([
    ['', []],
    ['Nightly\nexport', []],
    ['𝔘'.repeat(500), []],
    ['a'.repeat(501), [{ field: 'description', rule: 'too_long', expected: 500 }]],
    ['a\u0000', [{ field: 'description', rule: 'format' }]],
    ['\uD800', [{ field: 'description', rule: 'format' }]],
  ])('a description is free text up to 500: %#', (description, expected) => {
    expect(tokenIssues({ description }, NOW)).toEqual(expected);
  });

  test('refuse an expiry that is not in the future, and every fault at once', () => {
    expect(tokenIssues({ expiresAt: NOW }, NOW)).toEqual([{ field: 'expiresAt', rule: 'future' }]);
    expect(tokenIssues({ name: '', expiresAt: '2020-01-01T00:00:00.000000Z' }, NOW)).toEqual([
      { field: 'name', rule: 'required' },
      { field: 'expiresAt', rule: 'future' },
    ]);
  });
});
