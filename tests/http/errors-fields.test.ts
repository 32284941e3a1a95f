import { outcome, unique, useApi } from './api';

const api = useApi();

const PASSWORD = 'password-1';

const valid = () => {
  const username = unique('user');
  return { username, email: `${username}@example.com`, password: PASSWORD, status: 'active' };
};

/** Creates with the field as given, then updates a user with that field alone. */
const bothOutcomes = async (field: string, value: unknown) => {
  const create = await api.ask('POST /api/users', { body: { ...valid(), [field]: value } });
  const { id } = await api.server.user({ username: unique('user') });
  const update = await api.ask(`PUT /api/users/${id}`, { body: { [field]: value } });
  return { create: outcome(create), update: outcome(update) };
};

const refused = (sentence: string | RegExp) => ({
  create: expect.stringMatching(sentence),
  update: expect.stringMatching(sentence),
});

const TEXT_FIELDS = ['username', 'email', 'password'];
const FIELDS = [...TEXT_FIELDS, 'status'];

describe('missing fields', () => {
  test.each(TEXT_FIELDS)('%s is required', async (field) => {
    const { [field]: _missing, ...body } = valid() as Record<string, string>;
    expect(outcome(await api.ask('POST /api/users', { body }))).toBe(`400 ${field} is required`);
  });

  test('the first problem is told, in the order of the document', async () => {
    expect(outcome(await api.ask('POST /api/users', { body: {} }))).toBe('400 username is required');
    const body = { status: 'asleep', password: 'x', email: 'no', username: 'fine' };
    expect(outcome(await api.ask('POST /api/users', { body }))).toMatch(/^400 email /);
  });

  test.each(TEXT_FIELDS)('%s: an empty text is missing', async (field) => {
    expect(await bothOutcomes(field, '')).toEqual(refused(`^400 ${field} is required$`));
  });

  test.each(['username', 'email'])('%s: so are blanks', async (field) => {
    expect(await bothOutcomes(field, ' \t ')).toEqual(refused(`^400 ${field} is required$`));
  });
});

describe('wrong types', () => {
  const values: readonly unknown[] = [
    null,
    0,
    7,
    true,
    false,
    [],
    ['text'],
    {},
    { id: 1 },
    { toString: 'x' },
    { length: 9 },
  ];
  const cells = FIELDS.flatMap((field) => values.map((value) => [field, value] as const));

  test.each(cells)('%s: %j', async (field, value) => {
    expect(await bothOutcomes(field, value)).toEqual(refused(`^400 ${field} `));
  });
});

describe('what no field takes', () => {
  test.each(TEXT_FIELDS)('%s: NUL', async (field) => {
    expect(await bothOutcomes(field, 'abcdefgh\u0000@example.com')).toEqual(refused(`^400 ${field} `));
  });

  // JSON.stringify escapes a lone surrogate, so it travels as \ud800 in good UTF-8.
  test.each(TEXT_FIELDS)('%s: half a surrogate pair', async (field) => {
    expect(await bothOutcomes(field, 'abcdefgh\ud800@example.com')).toEqual(refused(`^400 ${field} `));
  });
});

describe('username', () => {
  test.each([
    'with@sign',
    'with＠full-width sign',
    'line\nbreak',
    'carriage\rreturn',
    'ansi\u001b[31m',
    'zero\u200bwidth',
    'joiner\u200d',
    'right\u202eleft',
    'soft\u00adhyphen',
    'hangul\u3164filler',
    'byte order \ufeffmark',
  ])('not %j', async (value) => {
    expect(await bothOutcomes('username', value)).toEqual(refused('^400 username '));
  });

  test.each([
    'Ω',
    '用户',
    'مستخدم',
    '𝔘𝔰𝔢𝔯',
    'O’Brien, Zoë',
    '=cmd',
    '<script>',
    "'; drop table users; --",
    '🙂',
  ])('%j is as good as any', async (value) => {
    const answer = await api.ask('POST /api/users', { body: { ...valid(), username: value } });
    expect([answer.status, (answer.json as { username: string }).username]).toEqual([201, value]);
  });
});

describe('email', () => {
  test.each([
    'plain',
    'a@b',
    '@example.com',
    'a@',
    'a@example.',
    'a@.com',
    'a@exa..mple.com',
    'a@b@example.com',
    'a@example.com,b@example.com',
    'A <a@example.com>',
    'a@example.com\r\nBcc: b@example.com',
    'a b@example.com',
    'a＠example.com',
    'a@exam\u200bple.com',
  ])('not %j', async (value) => {
    expect(await bothOutcomes('email', value)).toEqual(refused('^400 email '));
  });

  test('the sentence for a bad one', async () => {
    expect(await bothOutcomes('email', 'plain')).toEqual(
      refused('^400 email must be a valid email address$'),
    );
  });
});

describe('lengths are counted in code points, the password’s upper bound in bytes', () => {
  const edges: readonly (readonly [field: string, longest: string, tooLong: string])[] = [
    ['username', 'u'.repeat(255), 'u'.repeat(256)],
    ['username', '𐐷'.repeat(255), '𐐷'.repeat(256)],
    ['email', `${'e'.repeat(242)}@example.com`, `${'e'.repeat(243)}@example.com`],
    ['email', `${'😀'.repeat(242)}@example.com`, `${'😀'.repeat(243)}@example.com`],
    ['password', 'p'.repeat(72), 'p'.repeat(73)],
    ['password', 'é'.repeat(36), `${'é'.repeat(36)}p`],
    ['password', '😀'.repeat(18), `${'😀'.repeat(18)}p`],
    ['password', 'e\u0301'.repeat(36), 'e\u0301'.repeat(37)],
  ];

  test.each(edges)('%s: %#', async (field, longest, tooLong) => {
    const { create, update } = await bothOutcomes(field, longest);
    expect([create.slice(0, 3), update.slice(0, 3)]).toEqual(['201', field === 'password' ? '200' : '409']);
    expect(await bothOutcomes(field, tooLong)).toEqual(refused(`^400 ${field} `));
  });

  test('a password has eight characters or more; blanks count', async () => {
    expect(await bothOutcomes('password', '1234567')).toEqual(refused('^400 password '));
    expect(await bothOutcomes('password', '😀'.repeat(7))).toEqual(refused('^400 password '));
    expect((await bothOutcomes('password', '        ')).create).toMatch(/^201/);
    expect((await bothOutcomes('password', '😀'.repeat(8))).create).toMatch(/^201/);
  });
});

test('a status is active or suspended', async () => {
  for (const value of ['', 'ACTIVE', 'inactive', 'deleted', ' active', 'locked']) {
    expect(await bothOutcomes('status', value)).toEqual(refused('^400 status '));
  }
});
