/** What a role may allow. Operations demand these; no URL, method or dialect does. */
export const PERMISSIONS = [
  'users:read',
  'users:write',
  'sessions:manage',
  'tokens:manage',
  'policies:manage',
  'directory:read',
  'audit:read',
  'usage:read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** The fixed table of roles (wire contract); the id is what laravel's `role_id` holds. */
export const ROLE_IDS = {
  admin: 1,
  user: 2,
  superadmin: 3,
  readonly: 4,
  creator: 5,
  editor: 6,
  publisher: 7,
  deo: 8,
  general: 9,
} as const;
export type RoleName = keyof typeof ROLE_IDS;
export type RoleId = (typeof ROLE_IDS)[RoleName];

/** Every role's name, in the order of the ids. */
export const ROLE_NAMES = (Object.keys(ROLE_IDS) as RoleName[]).sort((a, b) => ROLE_IDS[a] - ROLE_IDS[b]);

/** The role that a user gets when nobody says otherwise. */
export const DEFAULT_ROLE: RoleName = 'user';

const RANKS: Partial<Record<RoleName, number>> = { superadmin: 0, admin: 1, readonly: 3 };
const RANK_OF_THE_REST = 2;

const rankOf = (role: RoleName): number => RANKS[role] ?? RANK_OF_THE_REST;

const compareRoles = (a: RoleName, b: RoleName): number => rankOf(a) - rankOf(b) || ROLE_IDS[a] - ROLE_IDS[b];

export const isRoleName = (text: unknown): text is RoleName =>
  typeof text === 'string' && Object.hasOwn(ROLE_IDS, text);

const NAMES_BY_ID = new Map<number, RoleName>(ROLE_NAMES.map((name) => [ROLE_IDS[name], name]));

/** The name of a role's id. Throws a `RangeError` for an id outside the table, which the database cannot hold. */
export const roleName = (id: number): RoleName => {
  const name = NAMES_BY_ID.get(id);
  if (!name) throw new RangeError(`no role has the id ${id}`);
  return name;
};

/** A set of roles without repeats in rank order: superadmin, admin, the rest by id, readonly. The first is the primary. */
export const inRankOrder = (roles: Iterable<RoleName>): RoleName[] => [...new Set(roles)].sort(compareRoles);

/** The roles that come before this one in a set: who has any of them has another primary role. */
export const rolesBefore = (role: RoleName): RoleName[] =>
  ROLE_NAMES.filter((other) => compareRoles(other, role) < 0);

/** The role of a set that ranks highest. Throws a `RangeError` for an empty set, which no user has. */
export const primaryRole = (roles: Iterable<RoleName>): RoleName => {
  const [primary] = inRankOrder(roles);
  if (!primary) throw new RangeError('a set of roles is empty');
  return primary;
};

/** Whether the second set ranks below the first: a demotion. */
export const isLowered = (from: readonly RoleName[], to: readonly RoleName[]): boolean =>
  Math.min(...to.map(rankOf)) > Math.min(...from.map(rankOf));

/** "Administrator" means role admin or superadmin (wire contract). */
export const isAdministrator = (roles: readonly RoleName[]): boolean =>
  roles.includes('admin') || roles.includes('superadmin');

const EVERYTHING: ReadonlySet<Permission> = new Set(PERMISSIONS);
const READ_USERS: ReadonlySet<Permission> = new Set<Permission>(['users:read']);
const NOTHING: ReadonlySet<Permission> = new Set();

/** What each role allows beyond what everybody signed in may do to itself. The migration writes the same rows. */
export const ROLE_PERMISSIONS: Record<RoleName, ReadonlySet<Permission>> = {
  admin: EVERYTHING,
  superadmin: EVERYTHING,
  readonly: READ_USERS,
  user: NOTHING,
  creator: NOTHING,
  editor: NOTHING,
  publisher: NOTHING,
  deo: NOTHING,
  general: NOTHING,
};

/** Whether any of the roles carries the permission. */
export const allows = (roles: readonly RoleName[], permission: Permission): boolean =>
  roles.some((role) => ROLE_PERMISSIONS[role].has(permission));
