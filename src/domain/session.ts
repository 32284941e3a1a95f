import type { Instant } from './instant';
import type { User } from './user';

/** One signed-in device: a family of refresh tokens and the access tokens made along the way. */
export interface Session {
  readonly id: string;
  readonly userId: number;
  readonly createdAt: Instant;
  readonly lastUsedAt: Instant;
  readonly ip: string;
  readonly userAgent: string | null;
}

/** A session as it is shown to somebody: `isCurrent` where it is the one that asks. */
export interface ListedSession extends Session {
  readonly isCurrent: boolean;
}

/** Why a session ended; kept with it and in the audit entry. */
export type SessionEnd =
  | 'signed_out'
  | 'ended'
  | 'password_changed'
  | 'password_reset'
  | 'roles_changed'
  | 'suspended'
  | 'locked'
  | 'deleted'
  | 'refresh_reused';

/** What a sign-in or a refresh hands out. */
export interface SignedIn {
  readonly user: User;
  readonly accessToken: string;
  /** Null where the sign-in is restricted. */
  readonly refreshToken: string | null;
  /** Seconds until the access token expires. */
  readonly expiresIn: number;
  /** When the access token expires. */
  readonly expiresAt: Instant;
  /** The password is expired or must be changed, and the access token good for changing it alone. */
  readonly restricted?: true;
}

/** What refresh tokens begin with: a leaked one can be told from an API token by eye and by scanners. */
export const REFRESH_TOKEN_PREFIX = 'rrt_';
