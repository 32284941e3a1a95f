import type { TokenRole } from '../api-token';
import type { Instant } from '../instant';
import type { RoleName } from '../role';
import type { TokenPolicy } from '../token-policy';

/** The user behind a credential, with the rights it has now. */
export interface CredentialOwner {
  readonly id: number;
  readonly ulid: string;
  readonly hexId: string;
  readonly username: string;
  readonly roles: readonly RoleName[];
  readonly canWrite: boolean;
  /** Deleted, suspended, or locked by an administrator: no credential of this user is good. */
  readonly isBarred: boolean;
}

/** What an access token points to, as of the reading. */
export interface SessionCredential {
  readonly owner: CredentialOwner;
  /** The owner's session epoch. */
  readonly epoch: number;
  /** Good for changing the password alone. */
  readonly isRestricted: boolean;
  readonly isEnded: boolean;
  readonly expiresAt: Instant;
  readonly isExpired: boolean;
  /** Whether the last noted use is so old that this one should be noted. */
  readonly isUseDue: boolean;
}

/** What an API token's secret points to, as of the reading. */
export interface TokenCredential {
  readonly owner: CredentialOwner;
  readonly tokenId: number;
  readonly tokenName: string | null;
  /** What it is narrowed to (`narrowed`). */
  readonly role: TokenRole | null;
  readonly canWrite: boolean | null;
  readonly isRevoked: boolean;
  /** Null for never. */
  readonly expiresAt: Instant | null;
  readonly isExpired: boolean;
  readonly isUseDue: boolean;
  /** Null where there is none and where it is not active. */
  readonly policy: TokenPolicy | null;
}

/** What authentication reads and writes, outside any transaction. Each reading is one statement. */
export interface Principals {
  bySession(sessionId: string, now: Instant): Promise<SessionCredential | null>;
  byTokenDigest(digest: Buffer, now: Instant): Promise<TokenCredential | null>;
  /** Notes a use of a session, at most once a minute; a second call within it changes nothing. */
  noteSessionUse(sessionId: string, now: Instant): Promise<void>;
  /** As `noteSessionUse`, for an API token. */
  noteTokenUse(tokenId: number, now: Instant): Promise<void>;
}
