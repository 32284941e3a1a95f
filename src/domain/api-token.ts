import { DAY_MS } from './durations';
import type { Instant } from './instant';
import type { RoleName } from './role';

export type ApiTokenStatus = 'active' | 'revoked' | 'expired';

/** A token named by one of its two ids. The integer travels as text, as in `UserRef`. */
export type TokenRef =
  | { readonly kind: 'id'; readonly value: string }
  | { readonly kind: 'ulid'; readonly value: string };

/** Roles that a token can be narrowed to. */
export const TOKEN_ROLES = ['admin', 'user'] as const;
export type TokenRole = (typeof TOKEN_ROLES)[number];

/** An API token without its secret, of which only the SHA-256 is kept. */
export interface ApiToken {
  readonly id: number;
  readonly ulid: string;
  readonly userId: number;
  readonly name: string | null;
  readonly description: string | null;
  /** What it is narrowed to; null where it may do what its owner may (`narrowed`). */
  readonly role: TokenRole | null;
  /** False where it may only read whatever its owner may; null as its owner. */
  readonly canWrite: boolean | null;
  /** The owner's primary role at present. */
  readonly ownerRole: RoleName;
  readonly ownerCanWrite: boolean;
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
  readonly description?: string | null;
  readonly role?: TokenRole | null;
  readonly canWrite?: boolean | null;
  readonly expiresAt?: Instant | null;
  readonly policyId?: number | null;
}

/** A token with the secret that was made just now: the only time that it is seen. */
export interface IssuedToken {
  readonly token: ApiToken;
  readonly secret: string;
}

/** How long a token lives when its maker does not say (wire contract: 24 hours), in milliseconds. */
export const DEFAULT_TOKEN_TTL_MS = DAY_MS;

/** Longest name of a token or a policy, in code points. */
export const NAME_LIMIT = 100;
