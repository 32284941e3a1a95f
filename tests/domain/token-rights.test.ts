import { allows, PERMISSIONS, ROLE_NAMES } from '../../src/domain/role';
import { narrowed } from '../../src/domain/token-rights';

const AS_OWNER = { role: null, canWrite: null } as const;

describe('an API token speaks for its owner', () => {
  test.each([
    ['with all its rights where it says nothing', ['superadmin'], true, AS_OWNER, ['superadmin'], true],
    ['as a user', ['admin', 'editor'], true, { role: 'user', canWrite: null }, ['user'], true],
    [
      'as an admin, of a superadmin',
      ['superadmin'],
      true,
      { role: 'admin', canWrite: true },
      ['admin'],
      true,
    ],
    ['as an admin, of one', ['admin', 'editor'], true, { role: 'admin', canWrite: true }, ['admin'], true],
    ['as its owner, who is no admin', ['editor'], true, { role: 'admin', canWrite: true }, ['editor'], true],
    ['reading alone', ['admin'], true, { role: null, canWrite: false }, ['admin'], false],
    [
      'reading alone where its owner may',
      ['admin'],
      false,
      { role: 'admin', canWrite: true },
      ['admin'],
      false,
    ],
    ['reading alone where its owner may, unsaid', ['user'], false, AS_OWNER, ['user'], false],
  ] as const)('%s', (_what, roles, canWrite, token, expectedRoles, expectedCanWrite) => {
    expect(narrowed({ roles, canWrite }, token)).toEqual({
      roles: expectedRoles,
      canWrite: expectedCanWrite,
    });
  });

  test('never with more than its owner has', () => {
    for (const owner of ROLE_NAMES) {
      for (const role of ['admin', 'user', null] as const) {
        for (const [ownerCanWrite, canWrite] of [
          [true, null],
          [true, true],
          [true, false],
          [false, true],
        ] as const) {
          const rights = narrowed({ roles: [owner], canWrite: ownerCanWrite }, { role, canWrite });
          const gained = PERMISSIONS.filter(
            (permission) => allows(rights.roles, permission) && !allows([owner], permission),
          );
          expect([owner, role, gained]).toEqual([owner, role, []]);
          expect(rights.canWrite && !ownerCanWrite).toBe(false);
          expect(rights.roles.includes('superadmin') && owner !== 'superadmin').toBe(false);
        }
      }
    }
  });
});
