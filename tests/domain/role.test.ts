import {
  allows,
  DEFAULT_ROLE,
  inRankOrder,
  isAdministrator,
  isLowered,
  isRoleName,
  PERMISSIONS,
  primaryRole,
  ROLE_NAMES,
  type RoleName,
  roleName,
} from '../../src/domain/role';

// The wire contract's table, word for word.
const TABLE: readonly (readonly [number, RoleName])[] = [
  [1, 'admin'],
  [2, 'user'],
  [3, 'superadmin'],
  [4, 'readonly'],
  [5, 'creator'],
  [6, 'editor'],
  [7, 'publisher'],
  [8, 'deo'],
  [9, 'general'],
];

test('the roles and their ids are those of the contract, and the default is user', () => {
  expect(TABLE.map(([id]) => roleName(id))).toEqual(TABLE.map(([, name]) => name));
  expect(ROLE_NAMES).toEqual(TABLE.map(([, name]) => name));
  expect(DEFAULT_ROLE).toBe('user');
});

test.each([0, 10, -1, 1.5, Number.NaN])('no role has the id %d', (id) => {
  expect(() => roleName(id)).toThrow(RangeError);
});

test.each(['admin', 'general'])('%s is a role', (name) => {
  expect(isRoleName(name)).toBe(true);
});

test.each([
  'Admin',
  ' admin',
  '',
  'root',
  'constructor',
  '__proto__',
  'toString',
  1,
  null,
  undefined,
  ['admin'],
])('%j is no role', (name) => {
  expect(isRoleName(name)).toBe(false);
});

test('rank: superadmin, admin, the rest by id, readonly', () => {
  expect(inRankOrder(ROLE_NAMES)).toEqual([
    'superadmin',
    'admin',
    'user',
    'creator',
    'editor',
    'publisher',
    'deo',
    'general',
    'readonly',
  ]);
});

test('the primary role is the one that ranks highest; an empty set has none', () => {
  expect(primaryRole(['readonly', 'editor', 'user'])).toBe('user');
  expect(primaryRole(['readonly'])).toBe('readonly');
  expect(() => primaryRole([])).toThrow(RangeError);
});

test('a set of roles has no repeats, whatever the order it was given in', () => {
  expect(inRankOrder(['readonly', 'user', 'readonly', 'admin', 'user'])).toEqual([
    'admin',
    'user',
    'readonly',
  ]);
  expect(inRankOrder(new Set<RoleName>(['general', 'deo']))).toEqual(['deo', 'general']);
  expect(inRankOrder([])).toEqual([]);
});

test.each<[RoleName[], RoleName[], boolean]>([
  [['superadmin'], ['admin'], true],
  [['admin'], ['user'], true],
  [['admin', 'user'], ['user'], true],
  [['user'], ['readonly'], true],
  [['admin', 'readonly'], ['readonly'], true],
  [['admin'], ['admin'], false],
  [['admin', 'user'], ['admin'], false],
  [['user'], ['general'], false],
  [['user'], ['admin'], false],
  [['readonly'], ['user', 'readonly'], false],
])('from %j to %j is a demotion: %s', (from, to, isDemotion) => {
  expect(isLowered(from, to)).toBe(isDemotion);
});

test('administrators are admin and superadmin', () => {
  expect(ROLE_NAMES.filter((name) => isAdministrator([name]))).toEqual(['admin', 'superadmin']);
  expect(isAdministrator(['user', 'admin'])).toBe(true);
  expect(isAdministrator([])).toBe(false);
});

test('administrators may do everything, readonly may read users, the rest nothing beyond their own account', () => {
  const granted = (name: RoleName): string[] =>
    PERMISSIONS.filter((permission) => allows([name], permission));
  const everything = [...PERMISSIONS];
  expect(Object.fromEntries(ROLE_NAMES.map((name) => [name, granted(name)]))).toEqual({
    admin: everything,
    user: [],
    superadmin: everything,
    readonly: ['users:read'],
    creator: [],
    editor: [],
    publisher: [],
    deo: [],
    general: [],
  });
  expect(allows(['user', 'readonly'], 'users:read')).toBe(true);
  expect(allows([], 'users:read')).toBe(false);
});
