import { mayHoldSessions, triedName } from '../../src/domain/sign-in';
import { isActiveAdministrator, isNamedBy, refOf, type User } from '../../src/domain/user';
import { userWith as user } from '../support/user-record';

const AT = '2026-02-08T04:36:57.000000Z';

const lock = (cause: 'failures' | 'administrator') => ({ cause, until: null, by: null });

describe('an active administrator', () => {
  test.each<[string, Partial<User>]>([
    ['an admin', {}],
    ['a superadmin', { roles: ['superadmin'] }],
    ['an admin among other roles', { roles: ['admin', 'readonly'] }],
    ['one whom failures locked', { lock: lock('failures') }],
    ['one who may only read', { canWrite: false }],
    ['one without a password', { hasPassword: false }],
  ])('%s is one', (_, fields) => {
    expect(isActiveAdministrator(user(fields))).toBe(true);
  });

  test.each<[string, Partial<User>]>([
    ['a user', { roles: ['user'] }],
    ['a suspended one', { status: 'suspended' }],
    ['a deleted one', { deletedAt: AT }],
    ['one whom an administrator locked', { lock: lock('administrator') }],
  ])('%s is none', (_, fields) => {
    expect(isActiveAdministrator(user(fields))).toBe(false);
  });
});

test('sessions end with suspension, deletion and a lock by an administrator, not with one by failures', () => {
  expect(mayHoldSessions(user({}))).toBe(true);
  expect(mayHoldSessions(user({ lock: lock('failures') }))).toBe(true);
  expect(mayHoldSessions(user({ lock: lock('administrator') }))).toBe(false);
  expect(mayHoldSessions(user({ status: 'suspended' }))).toBe(false);
  expect(mayHoldSessions(user({ deletedAt: AT }))).toBe(false);
});

test('a user is named by each of its three ids, each in its own form', () => {
  const jane = user({});
  expect(isNamedBy(jane, refOf(jane))).toBe(true);
  expect(isNamedBy(jane, { kind: 'ulid', value: jane.ulid })).toBe(true);
  expect(isNamedBy(jane, { kind: 'hex', value: jane.hexId })).toBe(true);
  expect(isNamedBy(jane, { kind: 'id', value: '70' })).toBe(false);
  expect(isNamedBy(jane, { kind: 'ulid', value: '7' })).toBe(false);
  expect(isNamedBy(jane, { kind: 'hex', value: jane.ulid })).toBe(false);
});

describe('what was typed to sign in with', () => {
  const tried = (value: string) => triedName({ by: 'username', value });

  test('is one name in every spelling', () => {
    const spellings = ['Straße', ' STRASSE ', 'ｓtrasse', 'strasse'];
    expect(new Set(spellings.map((spelling) => tried(spelling).key))).toEqual(new Set(['strasse']));
  });

  test.each([
    ['NUL', 'a\u0000b'],
    ['a lone surrogate', 'a\uD83D'],
    ['far too long a text', 'a'.repeat(1025)],
  ])('names nobody where it holds %s, and can be stored all the same', (_, value) => {
    const { key, name } = tried(value);
    expect(name).toBeNull();
    expect(key.isWellFormed() && !key.includes('\u0000') && key.length <= 1024).toBe(true);
  });

  test('an employee id is looked up in its canonical form and counted apart from every other name', () => {
    expect(triedName({ by: 'employeeId', value: ' Ｅ-1042 ' })).toEqual({
      key: '@employee:e-1042',
      name: { by: 'employeeId', value: 'e-1042' },
      told: 'e-1042',
    });
    const keys = (['username', 'email', 'phone', 'employeeId'] as const).map(
      (by) => triedName({ by, value: '4930123456' }).key,
    );
    expect(keys).toEqual(['4930123456', '4930123456', '@tel:4930123456', '@employee:4930123456']);
  });
});
