import type { Instant } from '../instant';
import type { Page, Position, Total, UserFilter, UserOrder } from '../paging';
import type { RoleName } from '../role';
import type { SignInName } from '../sign-in';
import type { Lock, Suspension, User, UserField, UserRef, UserType } from '../user';

/** Columns of a user that repositories write; canonical forms and search text follow from them. */
export interface UserFields {
  readonly username: string;
  readonly name: string | null;
  readonly email: string;
  readonly isEmailVerified: boolean;
  readonly phone: string | null;
  readonly userType: UserType;
  readonly employeeId: string | null;
  /** A new one starts the password's life anew: nothing left to change, no expiry of its own. */
  readonly passwordHash: string | null;
  readonly mustChangePassword: boolean;
  /** The password's own expiry instead of the one by its age; counts where expiry is on. */
  readonly ownPasswordExpiry: Instant | null;
  readonly canWrite: boolean;
  readonly suspension: Suspension | null;
  readonly lock: Lock | null;
  readonly roles: readonly RoleName[];
}

/** What a user begins with. */
export type NewUserFields = Omit<UserFields, 'mustChangePassword' | 'ownPasswordExpiry'>;

export interface ListUsers {
  readonly filter: UserFilter;
  readonly order: UserOrder;
  readonly after?: Position;
  readonly limit: number;
  readonly now: Instant;
  /** The fields that anybody will look at; others are absent from what is read. All of them unless said. */
  readonly reads?: readonly UserField[];
}

/** The fields in which no two live users may be the same, by canonical form. */
export type UniqueField = 'username' | 'email' | 'employeeId';
export type UniqueNames = { readonly [F in UniqueField]?: string | null };

export interface Users {
  /** A live user, or any user where `deleted` is `include`; null when there is none. */
  find(ref: UserRef, now: Instant, deleted?: 'include'): Promise<User | null>;
  /** As `find` a live user, for who will look at these fields alone: others may be absent. */
  findPart(ref: UserRef, now: Instant, reads: readonly UserField[]): Promise<User | null>;
  /** As `find`, and holds the row until the transaction ends: what is decided on it stays true. */
  hold(ref: UserRef, now: Instant, deleted?: 'include'): Promise<User | null>;
  /** The live user of a sign-in name with its hash. */
  findForSignIn(name: SignInName, now: Instant): Promise<{ user: User; passwordHash: string | null } | null>;
  /** The hash of a live user's password; null when it has none. */
  passwordHash(id: number): Promise<string | null>;
  /** The fields of which another live user than the one excepted has the value. */
  takenFields(names: UniqueNames, except: number | null): Promise<UniqueField[]>;
  /** Which of these canonical usernames live users have. */
  takenUsernames(candidates: readonly string[]): Promise<string[]>;
  /** Waits for other transactions that look for a username of this stem; until this one ends, nobody else does. */
  holdStem(stem: string): Promise<void>;
  /** Throws `username_taken`, `email_taken` or `employee_id_taken`. */
  insert(fields: NewUserFields, ids: { ulid: string; hexId: string }, now: Instant): Promise<User>;
  /** Changes a live user and its version. Throws what `insert` throws; null when there is no such user. */
  update(id: number, fields: Partial<UserFields>, now: Instant): Promise<User | null>;
  /** Marks as deleted. False when it is not live. */
  softDelete(id: number, now: Instant): Promise<boolean>;
  /** Brings back a deleted user. Throws what `insert` throws; null when it is not deleted. */
  restore(id: number, now: Instant): Promise<User | null>;
  /** Makes every access token made before void. */
  bumpSessionEpoch(id: number): Promise<void>;
  /** Waits for other transactions that ask the same, then counts the active administrators besides this one. */
  countOtherActiveAdministrators(id: number, now: Instant): Promise<number>;
  /** Notes a sign-in; neither `updatedAt` nor the version moves. */
  noteSignIn(id: number, now: Instant): Promise<void>;
  /** Replaces a hash by a better one of the same password; nothing happens when it was replaced meanwhile. */
  rehash(id: number, from: string, to: string): Promise<void>;
  /** Forgets the failures of a user that is not locked: they were to be in a row. */
  clearFailures(id: number): Promise<void>;
  /** Adds a failure and locks at the limit, in one statement. True where this one has locked. */
  noteFailure(id: number, limit: number, lockedUntil: Instant, now: Instant): Promise<boolean>;
  list(query: ListUsers): Promise<Page<User>>;
  count(filter: UserFilter, now: Instant, cap: number): Promise<Total>;
}
