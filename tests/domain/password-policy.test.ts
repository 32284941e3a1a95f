import type { PasswordContext } from '../../src/domain/password-context';
import { passwordIssues } from '../../src/domain/password-policy';

const ADA = { username: 'ada.lovelace', email: 'countess@example.com' };
const COMMON = new Set(['password', 'football', 'iloveyou', '1234567890', 'qwertyuiop12345']);

const rulesOf = (
  profile: 'contract' | 'strict',
  password: string,
  context: PasswordContext = ADA,
): string[] => passwordIssues(password, context, { profile, common: COMMON }).map(({ rule }) => rule);

describe('the contract profile', () => {
  it.each([
    ['seven characters', 'abcdefg', ['too_short']],
    ['eight characters', 'abcdefgh', []],
    ['eight of four bytes each', '🔒'.repeat(8), []],
    ['72 bytes', 'a'.repeat(72), []],
    ['73 bytes', 'a'.repeat(73), ['too_many_bytes']],
    ['24 characters of three bytes', '€'.repeat(24), []],
    ['25 characters of three bytes', '€'.repeat(25), ['too_many_bytes']],
    ['nothing', '', ['required']],
    ['NUL', 'abcdefgh\u0000', ['format']],
    ['half a character', 'abcdefgh\ud800', ['format']],
    ['a common one', 'password', []],
    ['the username', 'ada.lovelace', []],
  ])('on %s', (_what, password, expected) => {
    expect(rulesOf('contract', password)).toEqual(expected);
  });
});

describe('the strict profile', () => {
  it.each([
    ['14 characters', 'kwmxbvtzqplfjh', ['too_short']],
    ['15 characters', 'kwmxbvtzqplfjhd', []],
    ['15 blanks and letters', 'k w m x b v t z', []],
    ['15 characters of four bytes each, no letter among them', '🔒🔑🗝🛡🧱🏰🎲🎯🪙🧭🗺🌋🌊🌪🌈', []],
    [
      '64 characters',
      'kwmxbvtzqplfjhds'
        .split('')
        .map((char, index) => char + index)
        .join('')
        .padEnd(64, 'm'),
      [],
    ],
    ['four plain words', 'correct horse battery staple', []],
    ['one kind of character', 'kwmxbvtzqplfjhdsc', []],
    ['73 bytes', 'kwmx'.padEnd(73, 'b'), ['too_many_bytes']],
    ['seven characters', 'kwmxbvt', ['too_short']],
    ['NUL', 'kwmxbvtzqplfjhd\u0000', ['format']],
    ['nothing', '', ['required']],
  ])('on %s', (_what, password, expected) => {
    expect(rulesOf('strict', password)).toEqual(expected);
  });

  it('counts what NFC leaves: a letter and its accent are one character', () => {
    const composed = 'kwmxbvtzqplfjhö';
    const decomposed = composed.normalize('NFD');
    expect([...composed, ...decomposed]).toHaveLength(31);
    expect([composed, decomposed].map((password) => rulesOf('strict', password))).toEqual([[], []]);
    expect(rulesOf('strict', 'kwmxbvtzqplfjo\u0308')).toEqual(['too_short']);
  });

  it.each([
    ['a listed one', 'qwertyuiop12345'],
    ['in capitals', 'QWERTYUIOP12345'],
    ['in full-width letters', 'ｑｗｅｒｔｙｕｉｏｐ12345'],
    ['a listed one, twice', 'footballfootball'],
    ['a listed one, twice, with a blank between', 'Football football'],
    ['a listed one with a digit, twice', 'password1password1'],
    ['a listed one, nearly twice', '123456789012345'],
    ['a listed one with digits and marks around', '!Password2026!!'],
    ['one character over and over', 'aaaaaaaaaaaaaaaa'],
    ['three characters over and over', 'abcabcabcabcabc'],
    ['the alphabet', 'abcdefghijklmno'],
    ['rows of keys', 'qwertyuiopasdfg'],
    ['two rows in turn', '1q2w3e4r5t6y7u8i'],
    ['rows of keys in capitals and full width', 'ＱＷＥＲＴＹUIOPasdfg'],
    ['rows of keys with something between', 'q.w.e.r.t.y.u.i.o.p'],
    ['a listed one with a row of digits that is longer', 'password1234567890'],
  ])('refuses what is common: %s', (_what, password) => {
    expect(rulesOf('strict', password)).toEqual(['too_common']);
  });

  it.each([
    ['a listed one among others', 'my football is flat today'],
    ['digits that are more than the word', 'iloveyou3141592653'],
    ['four characters over and over', 'kwmxkwmxkwmxkwmx'],
    ['a row of keys among others', 'qwertyuiop4f9k2x'],
  ])('lets pass what only holds something common: %s', (_what, password) => {
    expect(rulesOf('strict', password)).toEqual([]);
  });

  it.each<[string, string, PasswordContext?]>([
    ['the username', 'xx ada.lovelace xx'],
    ['a word of it, in other case', 'Miss LOVELACE 1843'],
    ['the local part of the email', 'a countess in town'],
    ['the name of the product', 'on the duty roster again'],
    ['its letters with dots between', 'r.o.s.t.e.r forever'],
    ['the same within others', 'xxr-o-s-t-e-rxx 1843'],
    ['the same with blanks and a dash', 'this r o s - t e r here'],
    ['its pieces', 'ros-ter forever and on'],
    ['the email in pieces', 'a count_ess in town'],
    [
      'letters of four bytes with dots between',
      'here: 𐑄.𐑅.𐑆.𐑇 and on',
      { username: '𐑄𐑅𐑆𐑇', email: 'x@example.com' },
    ],
    ['the username without its dots', 'this ab12 of mine', { username: 'a.b.1.2', email: 'x@example.com' }],
  ])('refuses what somebody who knows the account would try: %s', (_what, password, context = ADA) => {
    expect(rulesOf('strict', password, context)).toEqual(['contains_context']);
  });

  it.each([
    ['words of three letters', 'my dear ada is here', ADA],
    ['the domain of the email', 'kwm example.com bvt', ADA],
    ['a name of three letters', 'bob went to the bar', { username: 'bob', email: 'bar@example.com' }],
    ['nothing known', 'correct horse battery', { username: '', email: '' }],
    ['a word that spans two words', 'a bistro sterling pays', ADA],
    ['a word of which only some letters stand apart', 'rabbit o s terrier', ADA],
    ['punctuation alone', '?!.,;:-_()[]{}<>', ADA],
  ])('lets pass: %s', (_what, password, context) => {
    expect(rulesOf('strict', password, context)).toEqual([]);
  });

  it.each([
    ['words', 'correct horse battery staple'],
    ['words with digits and a mark', 'tr0ub4dor & three more'],
    ['words that lie well under the hand', 'dressed sweaters'],
    ['a sentence', 'We were at Redwater, as ever.'],
    ['a sentence in German', 'Der Rabe saß auf der Straße'],
    ['a sentence in Russian', 'ворона каркнула во всё горло'],
    ['a sentence in Japanese', '古池や蛙飛びこむ水の音と静けさ'],
    ['20 random characters', 'vR7_qZk2mXw9-Lb4TyHd'],
    ['16 random digits', '8306152749930418'],
    ['a UUID', '0f8fad5b-d9cb-469f-a165-70867728950e'],
  ])('lets pass: %s', (_what, password) => {
    expect(rulesOf('strict', password)).toEqual([]);
  });

  it('knows a folded name in every spelling', () => {
    const context = { username: 'Weißbrot', email: 'x@example.com' };
    expect(rulesOf('strict', 'ein WEISSBROT zum Tee', context)).toEqual(['contains_context']);
  });

  it('tells everything at once, the length first and with its figure', () => {
    const issues = passwordIssues('roster12', ADA, { profile: 'strict', common: new Set(['roster12']) });
    expect(issues).toEqual([
      { rule: 'too_short', expected: 15 },
      { rule: 'too_common' },
      { rule: 'contains_context' },
    ]);
  });
});
