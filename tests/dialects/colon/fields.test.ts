import { unique } from '../../http/api';
import { PASSWORD, told, useColon, wrong } from './colon';

const colon = useColon();

const create = async (differing: Readonly<Record<string, unknown>>): Promise<string> => {
  const username = unique('field');
  const body = { username, email: `${username}@example.com`, password: PASSWORD, role: 'user', ...differing };
  const answer = await colon.ask('POST /users:create', { body });
  return answer.status === 201 ? '201' : told(answer);
};

const EMAIL = wrong('invalid email format', 'INVALID_EMAIL_FORMAT');
const ROLE = wrong('invalid role', 'INVALID_ROLE');

/** An email of so many characters. */
const email = (length: number): string => {
  const local = unique('mail');
  return `${local}@${'a'.repeat(length - local.length - 5)}.com`;
};

const NO_STRINGS = [5, 0, true, false, [], ['x'], {}, { a: 1 }];

describe('username', () => {
  test.each([
    [1, '201'],
    [254, '201'],
    [255, '201'],
    [256, wrong('username must be at most 255 characters')],
    [1000, wrong('username must be at most 255 characters')],
  ])('of %i code points', async (length, expected) => {
    const letter = length === 1 ? 'ß' : 'x';
    expect(await create({ username: letter.repeat(length) })).toBe(expected);
    // Beyond the first plane a character is two units and still one code point.
    expect(await create({ username: '𠮷'.repeat(length) })).toBe(expected);
  });

  test.each(['a@b', 'a\u0000b', 'a\nb', 'a\u200bb', 'a\u00adb', 'ab\uFF20c', '\u2800'])(
    'cannot be %j',
    async (username) => {
      expect(await create({ username })).toBe(wrong('username is invalid'));
    },
  );

  test.each(NO_STRINGS)('is no %j', async (username) => {
    expect(await create({ username })).toBe(wrong('username must be a string'));
  });
});

describe('email', () => {
  test.each([
    [253, '201'],
    [254, '201'],
    [255, EMAIL],
    [256, EMAIL],
  ])('of %i characters', async (length, expected) => {
    expect(await create({ email: email(length) })).toBe(expected);
  });

  test.each([
    'nobody',
    'nobody@',
    '@example.com',
    'a@b',
    'a@b@example.com',
    'a b@example.com',
    'a@example..com',
    'a@.com',
    'a,b@example.com',
    'A <a@example.com>',
    'a@example.com,b@example.com',
    'a\u0000@example.com',
    'a\r\n@example.com',
    'a\u200b@example.com',
    'a＠example.com',
  ])('cannot be %j', async (text) => {
    expect(await create({ email: text })).toBe(EMAIL);
  });

  test.each(NO_STRINGS)('is no %j', async (value) => {
    expect(await create({ email: value })).toBe(EMAIL);
  });
});

describe('role', () => {
  test.each(['Admin', ' user', 'root', 'users', '__proto__', 'constructor', ' ', '1'])(
    'cannot be %j',
    async (role) => {
      expect(await create({ role })).toBe(ROLE);
    },
  );

  test.each(NO_STRINGS)('is no %j', async (role) => {
    expect(await create({ role })).toBe(ROLE);
  });
});

test.each(['true', 'false', '', 0, 1, [], {}])('can_write is no %j', async (value) => {
  expect(await create({ can_write: value })).toBe(wrong('can_write must be a boolean'));
});

test('can_write is not null', async () => {
  expect(await create({ can_write: null })).toBe(wrong('can_write must not be null'));
});
