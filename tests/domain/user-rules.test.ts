import {
  EMAIL_PATTERN,
  emailProblem,
  employeeIdProblem,
  HANDLE_PATTERN,
  isPossiblePassword,
  nameProblem,
  passwordProblem,
  phoneProblem,
  reasonProblem,
  toPassword,
  userIssues,
  usernameProblem,
} from '../../src/domain/user-rules';

const REQUIRED = { rule: 'required' };
const FORMAT = { rule: 'format' };
const tooLong = (expected: number) => ({ rule: 'too_long', expected });

// Two UTF-16 units and four bytes each, one code point.
const ASTRAL = '𝔘';

describe('username: 1 to 255 code points of any script, without @, control or invisible characters', () => {
  test.each([
    ['one letter', 'a'],
    ['255 letters', 'a'.repeat(255)],
    ['255 astral characters', ASTRAL.repeat(255)],
    ['255 letters and blanks around', `  ${'a'.repeat(255)}  `],
    ['255 letters after composition', 'e\u0301'.repeat(255)],
    ['other scripts', 'Жанна王さん'],
    ['right to left', 'عمر'],
    ['an emoji of one code point', '😀'],
    ['a blank within', 'jane doe'],
    ['punctuation', "o'neil-smith_99.x+y"],
    ['what would be markup elsewhere', '<b>%00</b>'],
    ['digits alone', '12345'],
  ])('takes %s', (_, text) => {
    expect(usernameProblem(text)).toBeNull();
  });

  test.each([
    ['nothing', '', REQUIRED],
    ['blanks', ' \t\u3000\u00A0', REQUIRED],
    ['256 letters', 'a'.repeat(256), tooLong(255)],
    ['256 astral characters', ASTRAL.repeat(256), tooLong(255)],
    ['an @', 'a@b', FORMAT],
    ['a full-width @', 'a＠b', FORMAT],
    ['a small @', 'a﹫b', FORMAT],
    ['NUL', 'a\u0000b', FORMAT],
    ['a line feed within', 'a\nb', FORMAT],
    ['an escape', 'a\u001B[31mb', FORMAT],
    ['a lone surrogate', 'a\uD83D', FORMAT],
    ['a zero-width space', 'ad\u200Bmin', FORMAT],
    ['a zero-width joiner', '👩\u200D🚀', FORMAT],
    ['a right-to-left override', 'nimda\u202E', FORMAT],
    ['a soft hyphen', 'ad\u00ADmin', FORMAT],
    ['a variation selector', '☺\uFE0F', FORMAT],
    ['a Hangul filler alone', '\u3164', FORMAT],
    ['a noncharacter', 'a\uFFFE', FORMAT],
  ])('refuses %s', (_, text, problem) => {
    expect(usernameProblem(text)).toEqual(problem);
  });
});

describe('employee id: as a username, 1 to 64', () => {
  test.each([['E-1042'], ['7'], ['a'.repeat(64)], [ASTRAL.repeat(64)], [' 0042 '], ['Персонал 7']])(
    'takes %j',
    (text) => {
      expect(employeeIdProblem(text)).toBeNull();
    },
  );

  test.each([
    ['', REQUIRED],
    ['  ', REQUIRED],
    ['a'.repeat(65), tooLong(64)],
    [ASTRAL.repeat(65), tooLong(64)],
    ['7@example.com', FORMAT],
    ['7＠', FORMAT],
    ['7\n', null],
    ['7\n8', FORMAT],
    ['7\u200B', FORMAT],
    ['7\u0000', FORMAT],
    ['\uD800', FORMAT],
  ])('of %j says %j', (text, problem) => {
    expect(employeeIdProblem(text)).toEqual(problem);
  });
});

describe('email: at most 254, one @, a dot in the domain, no comma, no control character', () => {
  const ofLength = (length: number): string => `${'a'.repeat(length - '@example.com'.length)}@example.com`;

  test.each([
    ['the shortest', 'a@b.c'],
    ['254 letters', ofLength(254)],
    ['254 astral characters', `${ASTRAL.repeat(242)}@example.com`],
    ['254 letters and blanks around', ` ${ofLength(254)} `],
    ['a long local part', `${'a'.repeat(65)}@example.com`],
    ['dots, plus and the rest', "first.last+tag_x-y'z@sub.example.co.uk"],
    ['other scripts', 'жанна@пример.рф'],
    ['a domain in its ASCII form', 'a@xn--e1afmkfd.xn--p1ai'],
    ['capitals', 'JANE@EXAMPLE.COM'],
  ])('takes %s', (_, text) => {
    expect(emailProblem(text)).toBeNull();
  });

  test.each([
    ['nothing', '', REQUIRED],
    ['blanks', '  ', REQUIRED],
    ['255 letters', ofLength(255), tooLong(254)],
    ['255 astral characters', `${ASTRAL.repeat(243)}@example.com`, tooLong(254)],
    ['no @', 'example.com', FORMAT],
    ['two @', 'a@b@c.d', FORMAT],
    ['nothing before the @', '@b.c', FORMAT],
    ['nothing after it', 'a@', FORMAT],
    ['no dot in the domain', 'a@b', FORMAT],
    ['a dot at the end', 'a@b.', FORMAT],
    ['a dot at the beginning of the domain', 'a@.b', FORMAT],
    ['two dots in the domain', 'a@b..c', FORMAT],
    ['a comma', 'a@b.c,d@e.f', FORMAT],
    ['a comma in the local part', 'a,b@c.d', FORMAT],
    ['a full-width comma', 'a，b@c.d', FORMAT],
    ['a blank within', 'a b@c.d', FORMAT],
    ['a display name', 'Jane <jane@example.com>', FORMAT],
    ['quotes', '"a b"@c.d', FORMAT],
    ['a header after a line break', 'a@b.c\r\nBcc: d@e.f', FORMAT],
    ['NUL', 'a\u0000@b.c', FORMAT],
    ['a lone surrogate', '\uDE00@b.c', FORMAT],
    ['only a full-width @', 'a＠b.c', FORMAT],
    ['a full-width @ besides the real one', 'a＠x@b.c', FORMAT],
    ['a zero-width space', 'a\u200B@b.c', FORMAT],
    ['a right-to-left override', 'a\u202E@b.c', FORMAT],
  ])('refuses %s', (_, text, problem) => {
    expect(emailProblem(text)).toEqual(problem);
  });
});

describe('name: 1 to 255, no control character', () => {
  test.each([['a'], ['é'.repeat(255)], [ASTRAL.repeat(255)], ['Jane "JD" Doe, Jr.'], ['👩‍👩‍👧 family']])(
    'takes %j',
    (text) => {
      expect(nameProblem(text)).toBeNull();
    },
  );

  test.each([
    ['', REQUIRED],
    ['  ', REQUIRED],
    ['a'.repeat(256), tooLong(255)],
    [ASTRAL.repeat(256), tooLong(255)],
    ['a\u0007b', FORMAT],
    ['a\nb', FORMAT],
    ['a\u0000', FORMAT],
    ['\uD800', FORMAT],
  ])('refuses %j', (text, problem) => {
    expect(nameProblem(text)).toEqual(problem);
  });
});

describe('phone: at most 32', () => {
  test.each([[''], ['+1 (555) 123-4567'], ['5'.repeat(32)], [` ${'5'.repeat(32)} `]])('takes %j', (text) => {
    expect(phoneProblem(text)).toBeNull();
  });

  test.each([
    ['5'.repeat(33), tooLong(32)],
    ['5\u0000', FORMAT],
    ['5\n5', FORMAT],
    ['\uD800', FORMAT],
  ])('refuses %j', (text, problem) => {
    expect(phoneProblem(text)).toEqual(problem);
  });
});

describe('password: at least 8 characters, at most 72 bytes of UTF-8 in NFC, no NUL', () => {
  const tooShort = { rule: 'too_short', expected: 8 };
  const tooManyBytes = { rule: 'too_many_bytes', expected: 72 };

  test.each([
    ['8 letters', 'abcdefgh'],
    ['8 blanks', ' '.repeat(8)],
    ['8 astral characters, 32 bytes', ASTRAL.repeat(8)],
    ['72 letters', 'a'.repeat(72)],
    ['18 astral characters, 72 bytes', ASTRAL.repeat(18)],
    ['36 letters of two bytes', 'é'.repeat(36)],
    ['36 letters in NFD, which are 72 bytes in NFC', 'e\u0301'.repeat(36)],
    ['8 letters in NFD', 'e\u0301'.repeat(8)],
    ['blanks around, which count', '  abcd  '],
    ['control characters but NUL', 'abcdefg\u0007'],
    ['a passphrase with emoji', 'correct horse 🐎 battery'],
  ])('takes %s', (_, text) => {
    expect(passwordProblem(text)).toBeNull();
    expect(isPossiblePassword(text)).toBe(true);
  });

  test.each([
    ['nothing', '', REQUIRED],
    ['7 letters', 'abcdefg', tooShort],
    ['7 astral characters, 14 units', ASTRAL.repeat(7), tooShort],
    ['7 letters in NFD, 14 code points as written', 'e\u0301'.repeat(7), tooShort],
    ['7 blanks', ' '.repeat(7), tooShort],
    ['73 letters', 'a'.repeat(73), tooManyBytes],
    ['72 characters, one of them of two bytes', `${'a'.repeat(71)}é`, tooManyBytes],
    ['19 astral characters, 76 bytes', ASTRAL.repeat(19), tooManyBytes],
    ['37 letters in NFD, which are 74 bytes in NFC', 'e\u0301'.repeat(37), tooManyBytes],
    ['NUL', 'abcdefgh\u0000', FORMAT],
    ['a lone high surrogate', 'abcdefgh\uD83D', FORMAT],
    ['a lone low surrogate', '\uDE00abcdefgh', FORMAT],
  ])('refuses %s', (_, text, problem) => {
    expect(passwordProblem(text)).toEqual(problem);
    expect(isPossiblePassword(text)).toBe(false);
  });

  test('is compared in NFC, and as it is otherwise: no trimming, no case, no NFKC', () => {
    expect(toPassword('e\u0301e\u0301')).toBe('éé');
    expect(toPassword(' Ａ\u212A ')).toBe(' ＡK ');
    expect(toPassword('ﬁ')).toBe('ﬁ');
  });
});

describe('reason of a suspension: up to 500', () => {
  test.each([[''], ['left'], ['a\nb'], [ASTRAL.repeat(500)]])('takes %j', (text) => {
    expect(reasonProblem(text)).toBeNull();
  });

  test.each([
    ['a'.repeat(501), tooLong(500)],
    [ASTRAL.repeat(501), tooLong(500)],
    ['a\u0000', FORMAT],
    ['\uD800', FORMAT],
  ])('refuses %j', (text, problem) => {
    expect(reasonProblem(text)).toEqual(problem);
  });
});

test('problems of several fields come in the order username, name, email, phone, employee id', () => {
  const issues = userIssues({ employeeId: '@', phone: '5\u0000', email: 'x', name: '', username: '' });
  expect(issues.map(({ field }) => field)).toEqual(['username', 'name', 'email', 'phone', 'employeeId']);
});

test('what is absent or null is not judged', () => {
  expect(userIssues({})).toEqual([]);
  expect(
    userIssues({ name: null, phone: null, employeeId: null, status: 'active', canWrite: false, roles: [] }),
  ).toEqual([]);
});

describe('the patterns of the documents refuse nothing that the rules accept', () => {
  const HANDLE = new RegExp(HANDLE_PATTERN, 'u');
  const EMAIL = new RegExp(EMAIL_PATTERN, 'u');

  const refusedAlone = (text: string): string[] => [
    ...[text].filter((name) => usernameProblem(name) === null && !HANDLE.test(name)),
    ...[`${text}@example.com`, `ada@${text}.example`, `ada@example.${text}`].filter(
      (email) => emailProblem(email) === null && !EMAIL.test(email),
    ),
  ];

  // What is neither a mark, a blank nor a control, and stays as it is, is to patterns and rules a letter like any.
  const isTelling = (char: string): boolean =>
    char < '\u0080' || /[\s\p{Cc}\p{Cf}\p{Mn}]/u.test(char) || char.normalize('NFKC') !== char;

  test('whatever code point is in them, alone, within, and beside a blank', () => {
    const wrong: string[] = [];
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const char = String.fromCodePoint(code);
      if (isTelling(char)) wrong.push(...[char, `a${char}b`, ` ${char}x`, `x${char} `].flatMap(refusedAlone));
    }
    expect(wrong).toEqual([]);
  });

  test('whatever mark stands after a sign', () => {
    const wrong: string[] = [];
    for (let code = 0x20; code < 0x7f; code += 1)
      for (const mark of ['\u0300', '\u0301', '\u0338', '\u0342', '\u20d2'])
        wrong.push(...refusedAlone(`a${String.fromCodePoint(code)}${mark}b`));
    expect(wrong).toEqual([]);
  });
});
