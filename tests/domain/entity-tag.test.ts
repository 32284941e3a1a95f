import { assertVersionNamed, entityTagOf, namesTag } from '../../src/domain/entity-tag';
import type { User } from '../../src/domain/user';
import { userWith } from '../support/user-record';

const AT = '2026-03-01T12:00:00.000000Z';
const LATER = '2026-03-02T12:00:00.000000Z';

const strong = (opaque: string) => ({ opaque, isWeak: false });
const weak = (opaque: string) => ({ opaque, isWeak: true });

const lockUntil = (until: string | null, by: number | null = null) => ({
  lock: { cause: by === null ? 'failures' : 'administrator', until, by } as const,
});

/** One after another, users of the same version of whom reads show something different. */
const SHOWN: readonly (readonly [what: string, fields: Partial<User>])[] = [
  ['a user', {}],
  ['another user', { id: 8 }],
  ['suspended', { status: 'suspended' }],
  ['signed in', { lastSignInAt: AT }],
  ['signed in later', { lastSignInAt: LATER }],
  ['one failure', { failedSignIns: 1 }],
  ['two failures', { failedSignIns: 2 }],
  ['locked by failures', lockUntil(AT)],
  ['locked for longer', lockUntil(LATER)],
  ['locked by an administrator', lockUntil(null, 1)],
  ['locked by another one', lockUntil(null, 2)],
  ['one resend', { otpResends: 1 }],
  ['codes closed', { otpResends: 1, codesClosedUntil: AT }],
  ['a password that expires', { passwordExpiresAt: AT }],
  ['one that expires later', { passwordExpiresAt: LATER }],
];

test('a tag is the version and a short digest, the same for the same user', () => {
  expect(entityTagOf(userWith({ version: 12 }))).toMatch(/^12-[0-9a-z]{1,7}$/);
  expect(entityTagOf(userWith())).toBe(entityTagOf(userWith()));
  expect(entityTagOf(userWith({ username: 'joan' }))).toBe(entityTagOf(userWith()));
});

test('whatever reads show differently has another tag', () => {
  const tags = SHOWN.map(([, fields]) => entityTagOf(userWith(fields)));
  expect(new Set(tags).size).toBe(SHOWN.length);
  expect(tags.every((tag) => tag.startsWith('1-'))).toBe(true);
});

test.each([
  ['any', true],
  [[], false],
  [[strong('3-a')], true],
  [[weak('3-a')], true],
  [[strong('2-a'), weak('3-a')], true],
  [[strong('3-b')], false],
  [[strong('3')], false],
  [[strong('')], false],
] as const)('%j names the tag 3-a: %s', (condition, expected) => {
  expect(namesTag(condition, '3-a')).toBe(expected);
});

test.each([
  [null, true],
  [undefined, true],
  ['any', true],
  [[strong('3-a')], true],
  [[strong('3-b')], true],
  [[strong('2-a'), strong('3-a')], true],
  [[], false],
  [[weak('3-a')], false],
  [[strong('2-a')], false],
  [[strong('33-a')], false],
  [[strong('3')], false],
  [[strong('-3-a')], false],
] as const)('%j lets version 3 be changed: %s', (condition, expected) => {
  const asserting = expect(() => assertVersionNamed(condition, { version: 3 }));
  if (expected) asserting.not.toThrow();
  else asserting.toThrow(expect.objectContaining({ code: 'version_stale' }));
});
