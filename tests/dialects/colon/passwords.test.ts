import { unique } from '../../http/api';
import { missing, PASSWORD, told, useColon, wrong } from './colon';

const colon = useColon();

const create = async (differing: Readonly<Record<string, unknown>>): Promise<string> => {
  const username = unique('field');
  const body = { username, email: `${username}@example.com`, password: PASSWORD, role: 'user', ...differing };
  const answer = await colon.ask('POST /users:create', { body });
  return answer.status === 201 ? '201' : told(answer);
};

const NO_STRINGS = [5, 0, true, false, [], ['x'], {}, { a: 1 }];

const weak = (sentence: string): string => wrong(`password must ${sentence}`, 'WEAK_PASSWORD');

const AT_LEAST = weak('be at least 8 characters');
const UPPER = weak('include at least one uppercase letter');
const LOWER = weak('include at least one lowercase letter');
const NUMBER = weak('include at least one number');
const AT_MOST = weak('be at most 72 bytes in UTF-8');

describe('password', () => {
  test.each([
    ['a', AT_LEAST],
    ['Abcdef1', AT_LEAST],
    ['abcdefg', AT_LEAST],
    ['       ', AT_LEAST],
    ['abcdefgh', UPPER],
    ['12345678', UPPER],
    ['        ', UPPER],
    ['ABCDEFGH', LOWER],
    ['ABCDEFG1', LOWER],
    ['Abcdefgh', NUMBER],
    ['Abcdefg!', NUMBER],
    ['Abcdefg1', '201'],
    ['Äöüßßßß1', '201'],
    ['Ａｂcdefg１', '201'],
    // Seven characters in NFC.
    ['Abcde1o\u0308', AT_LEAST],
    ['Abcdef1\u0000', weak('be well-formed text without NUL')],
    ['Abcdef1\ud800', weak('be well-formed text without NUL')],
  ])('%j', async (password, expected) => {
    expect(await create({ password })).toBe(expected);
  });

  test.each([
    [`Aa1${'x'.repeat(69)}`, '201'],
    [`Aa1${'x'.repeat(70)}`, AT_MOST],
    [`Aa1${'ü'.repeat(34)}x`, '201'],
    [`Aa1${'ü'.repeat(35)}`, AT_MOST],
    ['x'.repeat(73), UPPER],
  ])('of many bytes: %s', async (password, expected) => {
    expect(await create({ password })).toBe(expected);
  });

  test.each(NO_STRINGS)('is no %j', async (password) => {
    expect(await create({ password })).toBe(weak('be a string'));
  });

  test('is not trimmed', async () => {
    const username = unique('blanks');
    const password = '  Abcdef1  ';
    expect(await create({ username, password })).toBe('201');
    await colon.signIn({ username, password });
    await expect(colon.signIn({ username, password: password.trim() })).rejects.toThrow('401');
  });

  test('null is none', async () => {
    expect(await create({ password: null })).toBe(missing('password'));
  });
});
