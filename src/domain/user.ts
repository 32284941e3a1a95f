import type { Instant } from './instant';
import { DEFAULT_ROLE, isAdministrator, type RoleName } from './role';

export type UserStatus = 'active' | 'suspended';

export const USER_TYPES = ['employee', 'general'] as const;
/** What kind of person it is. Who is `general` signs in with one-time codes alone. */
export type UserType = (typeof USER_TYPES)[number];

/** Why, until when and by whom a user is suspended. Without `until` only an unsuspend ends it. */
export interface Suspension {
  readonly reason: string | null;
  readonly until: Instant | null;
  readonly at: Instant;
  /** Id of the administrator who did it; null when it was done at the machine. */
  readonly by: number | null;
}

/**
 * A lock closes sign-in. One made by failures lets sessions and tokens live on and counts as no loss of an
 * administrator; one made by an administrator ends both (wire contract, "Sign-in").
 */
export interface Lock {
  readonly cause: 'failures' | 'administrator';
  /** Null: until somebody unlocks. */
  readonly until: Instant | null;
  readonly by: number | null;
}

/** One person of the directory: the union of what all dialects can say (never a password or its hash). */
export interface User {
  readonly id: number;
  readonly ulid: string;
  readonly hexId: string;
  readonly username: string;
  /** What the user is called; null when never given, then the username is shown in its place. */
  readonly name: string | null;
  readonly email: string;
  /** Whether somebody has vouched for it; another email is not verified until somebody says so. */
  readonly isEmailVerified: boolean;
  readonly phone: string | null;
  readonly userType: UserType;
  /** The number or code that the employer knows the user by. */
  readonly employeeId: string | null;
  /** In rank order and never empty: the first is the primary role. */
  readonly roles: readonly RoleName[];
  /** As of the reading: a suspension whose `until` has passed reads as active. */
  readonly status: UserStatus;
  readonly suspension: Suspension | null;
  readonly canWrite: boolean;
  readonly lock: Lock | null;
  readonly failedSignIns: number;
  /** Resends of one-time codes that count, as of the reading. */
  readonly otpResends: number;
  /** Until when one-time codes are closed for this user; null when they are open. */
  readonly codesClosedUntil: Instant | null;
  readonly hasPassword: boolean;
  readonly mustChangePassword: boolean;
  readonly passwordChangedAt: Instant | null;
  /** Null where expiry is off and where there is no password. */
  readonly passwordExpiresAt: Instant | null;
  /** The expiry that this password was given instead of the one by its age; kept where expiry is off. */
  readonly ownPasswordExpiry: Instant | null;
  readonly lastSignInAt: Instant | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly deletedAt: Instant | null;
  /** Grows by one with every change of the record; a sign-in is none. */
  readonly version: number;
}

/** The name of a field of a user. */
export type UserField = keyof User;

/** A user named by one of its three ids. The integer travels as text: up to 2^63-1 it is an id that may not exist. */
export type UserRef =
  | { readonly kind: 'id'; readonly value: string }
  | { readonly kind: 'ulid'; readonly value: string }
  | { readonly kind: 'hex'; readonly value: string };

/** The reference by primary key. */
export const refOf = (user: { readonly id: number }): UserRef => ({ kind: 'id', value: String(user.id) });

/** Whether the reference names this user. */
export const isNamedBy = (user: Pick<User, 'id' | 'ulid' | 'hexId'>, ref: UserRef): boolean =>
  ref.value === { id: String(user.id), ulid: user.ulid, hex: user.hexId }[ref.kind];

/** Whether the user counts as an active administrator for the rule that the last one stays. */
export const isActiveAdministrator = (user: User): boolean =>
  isAdministrator(user.roles) &&
  user.deletedAt === null &&
  user.status === 'active' &&
  user.lock?.cause !== 'administrator';

/** What may be written to a user. Absent keeps, null clears, a value sets. */
export interface UserChanges {
  readonly username?: string;
  readonly name?: string | null;
  readonly email?: string;
  readonly isEmailVerified?: boolean;
  readonly phone?: string | null;
  readonly userType?: UserType;
  readonly employeeId?: string | null;
  readonly password?: string;
  readonly status?: UserStatus;
  readonly roles?: readonly RoleName[];
  readonly canWrite?: boolean;
}

/** What a new user is where nobody says otherwise; whether it may write follows from its roles (`initialCanWrite`). */
export const NEW_USER = {
  name: null,
  isEmailVerified: false,
  phone: null,
  userType: 'employee',
  employeeId: null,
  status: 'active',
  roles: [DEFAULT_ROLE],
} as const satisfies UserChanges;

/** What it takes to make a user. Without a username it gets one made of its email, without a password it cannot sign in with one. */
export interface NewUser extends UserChanges {
  readonly email: string;
}
