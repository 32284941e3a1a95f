import type { RoleName } from '../../../src/domain/role';
import type { Values } from '../support/saying';

/** Something asked of the directory, in canonical words. */
export interface Request {
  readonly operation: string;
  /** Whose call it is: a place among the members, null for the machine. */
  readonly by: number | null;
  /** A place among the members; beyond them is nobody. */
  readonly target: number;
  readonly values: Values;
  readonly now: number;
}

const RANKS: Partial<Record<RoleName, number>> = { superadmin: 0, admin: 1, readonly: 3 };

/** How high the highest of some roles ranks; less is higher. */
export const rank = (roles: readonly RoleName[]): number =>
  Math.min(...roles.map((role) => RANKS[role] ?? 2));

/** The rank of whoever may only read. */
export const READER = 3;
