import { usernameProblem } from '../../src/domain/user-rules';
import { usernameCandidates, usernameStem } from '../../src/domain/username-from-email';

describe('what a username is made of: the local part, lower-cased, reduced to [a-z0-9._-]', () => {
  test.each([
    ['jane@example.com', 'jane'],
    ['Jane.Doe-Smith_99@Example.com', 'jane.doe-smith_99'],
    ['jane+newsletter@example.com', 'janenewsletter'],
    [' jane@example.com ', 'jane'],
    ["o'neil@example.com", 'oneil'],
    ['Жанна@пример.рф', 'user'],
    ['王@example.com', 'user'],
    ['+@example.com', 'user'],
    ['\u212A@example.com', 'k'],
    ['zoe\u0308@example.com', 'zo'],
    ['zo\u00EB@example.com', 'zo'],
    ['...@example.com', '...'],
    ['7@example.com', '7'],
  ])('%s gives %s', (email, stem) => {
    expect(usernameStem(email)).toBe(stem);
  });
});

describe('the names that a stem leads to', () => {
  test('begin with itself, then bear the numbers from 1 on', () => {
    expect(usernameCandidates('jane', 0, 4)).toEqual(['jane', 'jane1', 'jane2', 'jane3']);
    expect(usernameCandidates('jane', 9, 3)).toEqual(['jane9', 'jane10', 'jane11']);
  });

  test('are no longer than a username may be: the stem is cut, not the number', () => {
    const stem = 'a'.repeat(255);
    const [itself, first] = usernameCandidates(stem, 0, 2);
    const [hundredth] = usernameCandidates(stem, 100, 1);
    expect(itself).toBe(stem);
    expect(first).toBe(`${'a'.repeat(254)}1`);
    expect(hundredth).toBe(`${'a'.repeat(252)}100`);
    expect([itself, first, hundredth].map((name) => usernameProblem(name ?? ''))).toEqual([null, null, null]);
  });
});
