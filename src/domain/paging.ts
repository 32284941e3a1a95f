import type { RoleName } from './role';
import type { UserStatus } from './user';

export const USER_SORTS = ['id', 'username', 'name', 'email', 'createdAt', 'lastSignInAt', 'ulid'] as const;
/** What a list of users can be ordered by; the id is always the tie-breaker. `name` is what is shown as one. */
export type UserSort = (typeof USER_SORTS)[number];

export interface UserOrder {
  readonly by: UserSort;
  readonly descending: boolean;
}

/** Filters of a list of users; all given ones must hold. */
export interface UserFilter {
  readonly status?: UserStatus;
  /** Those who have the role, whatever else they have. */
  readonly role?: RoleName;
  /** Those of whose roles it is the first. */
  readonly primaryRole?: RoleName;
  /** Substring of username, name or email, compared in canonical form. */
  readonly search?: string;
  /** Deleted users are left out unless asked for. */
  readonly deleted?: 'only' | 'include';
  readonly locked?: boolean;
}

/** Where a page ended: the last row's sort key as text, and its id. The next page starts after it. */
export interface Position {
  readonly key: string;
  readonly id: number;
}

/** One page. `next` is absent on the last; `total` is there when it was asked for. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: Position;
  readonly total?: Total;
}

/** A count that stops at a cap, since an exact one of a million rows costs more than the page. */
export interface Total {
  readonly count: number;
  readonly isCapped: boolean;
}

/** Counts are exact up to here (wire contract: then `10000+`). */
export const TOTAL_CAP = 10_000;

/** Largest page that any list gives. */
export const PAGE_LIMIT = 200;
