import { canWriteAfter, initialCanWrite } from '../../src/domain/write-permission';

describe('a new user may write', () => {
  test.each([
    [['user'], undefined, true],
    [['admin'], undefined, true],
    [['readonly'], undefined, false],
    [['readonly', 'editor'], undefined, true],
    [['readonly', 'user'], undefined, true],
    [['readonly'], true, true],
    [['user'], false, false],
    [['admin'], false, false],
  ] as const)('%j, told %s: %s', (roles, canWrite, expected) => {
    expect(initialCanWrite({ roles, canWrite })).toBe(expected);
  });
});

describe('a user may write after a change', () => {
  const user = (roles: readonly ('user' | 'admin' | 'readonly')[], canWrite: boolean) => ({
    roles,
    canWrite,
  });

  test.each([
    ['readonly takes the permission along', user(['user'], true), { roles: ['readonly'] }, false],
    ['unless it is given', user(['user'], true), { roles: ['readonly'], canWrite: true }, true],
    ['beside another role it does not', user(['user'], true), { roles: ['readonly', 'user'] }, true],
    [
      'to lose the role above it is to become a reader',
      user(['admin', 'readonly'], true),
      { roles: ['readonly'] },
      false,
    ],
    [
      'also from a reader who was allowed to write, when the role is written again',
      user(['readonly'], true),
      { roles: ['readonly'] },
      false,
    ],
    ['to leave readonly gives nothing back', user(['readonly'], false), { roles: ['user'] }, false],
    ['unless it is said', user(['readonly'], false), { roles: ['user'], canWrite: true }, true],
    ['another role leaves it alone', user(['user'], false), { roles: ['admin'] }, false],
    ['and so does another role of one who may', user(['user'], true), { roles: ['admin'] }, true],
    ['no role, no change', user(['readonly'], true), {}, true],
    ['it can be taken by itself', user(['user'], true), { canWrite: false }, false],
  ] as const)('%s', (_what, before, changes, expected) => {
    expect(canWriteAfter(before, changes)).toBe(expected);
  });
});
