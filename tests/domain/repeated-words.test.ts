import { passwordIssues } from '../../src/domain/password-policy';

const CONTEXT = { username: 'ada.lovelace', email: 'countess@example.com' };
const COMMON = new Set(['password', 'password2', 'p@ssw0rd', 'football', 'monkey', 'letmein', '1qaz2wsx']);

const rulesOf = (password: string): string[] =>
  passwordIssues(password, CONTEXT, { profile: 'strict', common: COMMON }).map(({ rule }) => rule);

test.each([
  ['a digit and a mark behind', 'footballfootball1!'],
  ['a digit behind each, and a mark', 'Password1Password1!'],
  ['a digit, three of them', 'monkeymonkeymonkey1'],
  ['a count', 'letmeinletmein123'],
  ['a mark, other characters in the word', 'P@ssw0rdP@ssw0rd!'],
  ['a listed digit behind each, and a mark', 'Password2Password2!'],
  ['marks before and behind', '!!footballfootball!!'],
  ['a blank between, and a year', 'Monkey Monkey 2026'],
  ['a mark between, and one behind', 'football-football!'],
  ['the last one cut', 'footballfootballfoot!!'],
  ['full-width letters', 'ｆｏｏｔｂａｌｌfootball1!'],
])('refuses a common word that is repeated, with %s', (_what, password) => {
  expect(rulesOf(password)).toEqual(['too_common']);
});

test.each([
  ['three letters and a digit', 'xkqxkqxkqxkqxkq1'],
  ['three characters between marks', '!!zmwzmwzmwzmwzmw!!'],
])('refuses what repeats few characters with something around: %s', (_what, password) => {
  expect(rulesOf(password)).toEqual(['too_common']);
});

test.each([
  ['two words, one of them common', 'footballteacup1!'],
  ['words that nobody lists, repeated', 'teacupteacup1!!!'],
  ['more around it than it is long', '83061footballfootball5274993041827'],
  ['a common word at both ends', 'monkey and a monkey'],
  ['digits and marks alone', '8306!5274?9930#41'],
  ['one letter among digits', '8306152749x304183'],
  ['marks around two letters', '?!.,;:-_ok_-:;,.!?#'],
])('lets pass: %s', (_what, password) => {
  expect(rulesOf(password)).toEqual([]);
});
