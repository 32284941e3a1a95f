import type { Instant } from './instant';

export type ApiTokenStatus = 'active' | 'revoked' | 'expired';

/** An API token without its secret, of which only the SHA-256 is kept. */
export interface ApiToken {
  readonly id: number;
  readonly ulid: string;
  readonly userId: number;
  readonly name: string | null;
  /** The secret's first characters, by which its owner tells it from others. */
  readonly prefix: string;
  readonly policyId: number | null;
  /** As of the reading; revoked wins over expired. */
  readonly status: ApiTokenStatus;
  readonly expiresAt: Instant | null;
  readonly lastUsedAt: Instant | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** What may be written to a token. Absent keeps, null clears. */
export interface ApiTokenChanges {
  readonly name?: string | null;
  readonly expiresAt?: Instant | null;
  readonly policyId?: number | null;
}

/** A token with the secret that was made just now: the only time that it is seen. */
export interface IssuedToken {
  readonly token: ApiToken;
  readonly secret: string;
}

/** How long a token lives when its maker does not say (wire contract: 24 hours), in milliseconds. */
export const DEFAULT_TOKEN_TTL_MS = 24 * 60 * 60 * 1000;

/** Longest name of a token or a policy, in code points. */
export const NAME_LIMIT = 100;
