import {
  codePointLength,
  hasControl,
  hasInvisible,
  isStorable,
  toCanonical,
  toStored,
} from '../../src/domain/text';

describe('the canonical form', () => {
  test.each([
    ['case', 'Alice', 'aLICE'],
    ['blanks around', '  alice\t', 'alice'],
    ['sharp s and its pair of letters', 'Straße', 'STRASSE'],
    ['the capital sharp s', 'STRAẞE', 'strasse'],
    ['the long s', 'ſam', 'SAM'],
    ['the Kelvin sign', '\u212Aelvin', 'kelvin'],
    ['the Angstrom sign', '\u212Bngstrom', 'ångstrom'],
    ['the ohm sign', '\u2126', 'ω'],
    ['full width', 'ＡＬＩＣＥ１', 'alice1'],
    ['Greek sigma in all its forms', 'ΣΊΣΥΦΟΣ', 'σίσυφος'],
    ['a final sigma and a plain one', 'ς', 'σ'],
    ['a lunate sigma', 'ϲ', 'ς'],
    ['ypogegrammeni', 'ᾳ', 'ΑΙ'],
    ['ligatures', 'ﬁﬂﬀﬃﬄﬅﬆ', 'fiflffffifflstst'],
    ['the Armenian ligature', 'և', 'եւ'],
    ['the Dutch ligature', 'Ĳ', 'ij'],
    ['NFC and NFD', 'é', 'e\u0301'],
    ['NFC and NFD of a capital', 'É', 'E\u0301'],
    ['marks in another order', 'q\u0307\u0323', 'q\u0323\u0307'],
    ['Hangul in syllables and letters', '한', '\u1112\u1161\u11AB'],
    ['circled and mathematical letters', 'Ⓐ𝐁𝕮', 'abc'],
    ['superscripts and fractions', 'x²½', 'x21⁄2'],
    ['the dotted capital I and its letters', 'İ', 'i\u0307'],
    ['Cherokee in both sizes', '\u13A0', '\uAB70'],
    ['Georgian in both sizes', '\u1C90', '\u10D0'],
    ['Deseret, which is astral', '\u{10400}', '\u{10428}'],
    ['the no-break space', 'a\u00A0b', 'a b'],
  ])('joins %s', (_, one, other) => {
    expect(toCanonical(one)).toBe(toCanonical(other));
  });

  test.each([
    ['the dotless i and the dotted one', 'ı', 'i'],
    ['the dotless i and the capital I', 'ı', 'I'],
    ['the dotted capital I and the plain one', 'İ', 'I'],
    ['letters with and without an accent', 'é', 'e'],
    ['o and ø', 'ø', 'o'],
    ['ä and ae', 'ä', 'ae'],
    ['letters of two scripts that look alike', 'а', 'a'],
    ['one blank and two', 'a b', 'a  b'],
    ['digits of two scripts', '٣', '3'],
    ['a zero and an O', '0', 'O'],
  ])('keeps apart %s', (_, one, other) => {
    expect(toCanonical(one)).not.toBe(toCanonical(other));
  });

  test.each([
    ['ALICE@Example.COM', 'alice@example.com'],
    ['Straße', 'strasse'],
    ['  Ａlice ', 'alice'],
    ['ΌΣΟΣ', 'όσοσ'],
    ['', ''],
    ['   ', ''],
  ])('of %j is %j', (text, form) => {
    expect(toCanonical(text)).toBe(form);
  });

  test('does not depend on what stands beside a letter', () => {
    expect(toCanonical('ΣΣ')).toBe(toCanonical('Σ') + toCanonical('Σ'));
    expect(toCanonical('ὈΔΥΣΣΕΎΣ')).toBe(toCanonical('ὀδυσσεύς'));
  });
});

describe('the stored form', () => {
  test.each([
    ['  Alice ', 'Alice'],
    ['e\u0301', 'é'],
    ['Straße', 'Straße'],
    ['ﬁle', 'ﬁle'],
    ['Ａ', 'Ａ'],
    ['\u212A', 'K'],
    ['\uFEFFa\u3000', 'a'],
  ])('of %j is %j: trimmed, in NFC, otherwise as written', (text, form) => {
    expect(toStored(text)).toBe(form);
  });
});

describe('length', () => {
  test.each([
    ['', 0],
    ['abc', 3],
    ['é', 1],
    ['e\u0301', 2],
    ['😀', 1],
    ['👩‍👩‍👧', 5],
    ['\uD83D', 1],
  ])('of %j is %i code points', (text, length) => {
    expect(codePointLength(text)).toBe(length);
  });
});

describe('what can be stored', () => {
  test.each([
    ['plain text', 'abc', true],
    ['nothing', '', true],
    ['an astral character', '😀', true],
    ['NUL', 'a\u0000b', false],
    ['a high surrogate alone', 'a\uD83D', false],
    ['a low surrogate alone', '\uDE00a', false],
    ['surrogates in the wrong order', '\uDE00\uD83D', false],
  ])('%s: %j is %s', (_, text, isGood) => {
    expect(isStorable(text)).toBe(isGood);
  });
});

describe('what a reader cannot see', () => {
  test.each([
    ['NUL', '\u0000'],
    ['a line feed', '\n'],
    ['escape', '\u001B'],
    ['delete', '\u007F'],
    ['a C1 control', '\u0085'],
  ])('%s is a control and invisible', (_, text) => {
    expect([hasControl(`a${text}b`), hasInvisible(`a${text}b`)]).toEqual([true, true]);
  });

  test.each([
    ['a soft hyphen', '\u00AD'],
    ['a zero-width space', '\u200B'],
    ['a zero-width non-joiner', '\u200C'],
    ['a zero-width joiner', '\u200D'],
    ['a right-to-left override', '\u202E'],
    ['a right-to-left isolate', '\u2067'],
    ['a line separator', '\u2028'],
    ['a paragraph separator', '\u2029'],
    ['a word joiner', '\u2060'],
    ['a byte order mark', '\uFEFF'],
    ['a variation selector', '\uFE0F'],
    ['a Hangul filler', '\u3164'],
    ['a half-width Hangul filler', '\uFFA0'],
    ['a combining grapheme joiner', '\u034F'],
    ['a blank Braille pattern', '\u2800'],
    ['a tag character', '\u{E0041}'],
    ['a variation selector of the supplement', '\u{E0100}'],
    ['a noncharacter', '\uFFFF'],
  ])('%s is invisible and no control', (_, text) => {
    expect([hasControl(`a${text}b`), hasInvisible(`a${text}b`)]).toEqual([false, true]);
  });

  test.each(['a b', 'é', 'e\u0301', 'Ω', '王', 'שלום', 'عمر', '😀', 'ｱ', '_', '-', '\u00A0'])(
    '%j can be seen',
    (text) => {
      expect([hasControl(text), hasInvisible(text)]).toEqual([false, false]);
    },
  );
});
