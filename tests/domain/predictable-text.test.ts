import { isMostlyRuns } from '../../src/domain/predictable-text';

describe('what hands do by themselves', () => {
  it.each([
    ['one character', 'aaaaaaaaaaaaaaa'],
    ['one after the other, three of each', 'aaabbbcccdddeee'],
    ['two of each', 'aabbccddeeffgghh'],
    ['the alphabet', 'abcdefghijklmno'],
    ['backwards', 'zyxwvutsrqponml'],
    ['in three alphabets', 'abcdeαβγδεабвгд'],
    ['every second letter', 'acegikmoqsuwy'],
    ['digits', '123456789012345'],
    ['backwards and on', '987654321098765'],
    ['columns of a number pad', '147258369147258'],
    ['its diagonals', '159357159357'],
    ['letters and digits in parts', 'abc123def456ghi'],
    ['letters and digits in turn', 'a1b2c3d4e5f6g7h8'],
    ['rows of keys', 'qwertyuiopasdfg'],
    ['from the right', 'poiuytrewqlkjhg'],
    ['two rows in turn', '1q2w3e4r5t6y7u8i'],
    ['columns of keys', '1qaz2wsx3edc4rfv'],
    ['short columns of keys', 'qazwsxedcrfvtgb'],
    ['down and up again', 'zaq12wsxcde34rfv'],
    ['with shift', '!qaz@wsx#edc$rfv'],
    ['punctuation', "asdfghjkl;'zxcvbnm,./"],
    ['a German keyboard', 'qwertzuiopüasdf'],
    ['a French keyboard', 'azertyuiopqsdfgh'],
    ['a Russian keyboard', 'йцукенгшщзхъфыва'],
    ['as many others as a quarter', 'k9qwertyuiop'],
    ['less than a password with a run behind', `kwmxbvt${'q'.repeat(57)}`],
  ])('%s: %s', (_what, text) => {
    expect(isMostlyRuns(text)).toBe(true);
  });
});

describe('what they do not', () => {
  it.each([
    ['nothing known', 'kwmxbvtzqplfjhd'],
    ['more others than a quarter', 'k9mqwertyui'],
    ['two steps where a run has three characters', 'abxyabxyab'],
    ['letters five apart', 'afkpuafkpu'],
    ['keys that touch, with turns, for less than six', 'waswa kopjik'],
    ['a word whose keys touch', 'undressed today'],
    ['other characters next to each other', '🔒🔑🗝🛡🧱🏰🎲🎯🪙🧭🗺🌋🌊🌪🌈'],
    ['one character', 'a'],
    ['a password of its own with a run behind', `kwmxbvth${'q'.repeat(56)}`],
  ])('%s: %s', (_what, text) => {
    expect(isMostlyRuns(text)).toBe(false);
  });
});
