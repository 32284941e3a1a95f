import type { Instant } from '../instant';
import type { Session, SessionEnd } from '../session';

export interface NewSession {
  readonly id: string;
  readonly userId: number;
  readonly ip: string;
  readonly userAgent: string | null;
  readonly dialect: string;
  readonly expiresAt: Instant;
  /** Null where there is nothing to refresh it with. */
  readonly refreshDigest: Buffer | null;
  readonly isRestricted: boolean;
}

/** A refresh token with its session, held for the transaction. */
export interface HeldRefreshToken {
  readonly sessionId: string;
  readonly userId: number;
  readonly sessionCreatedAt: Instant;
  readonly usedAt: Instant | null;
  /** Whether the token that was made from it was used as well. */
  readonly isChildUsed: boolean;
  readonly expiresAt: Instant;
  readonly endedAt: Instant | null;
}

export interface Sessions {
  start(session: NewSession, now: Instant): Promise<Session>;
  /** The live sessions of a user, newest first. */
  listOf(userId: number, now: Instant): Promise<Session[]>;
  /** A refresh token as it is once its family stands still: holds the session's row until the transaction ends. */
  holdRefreshToken(digest: Buffer): Promise<HeldRefreshToken | null>;
  /** Marks a held, unused parent as used, adds its child, and lets the session live on until `expiresAt`. */
  rotate(tokens: { parent: Buffer; child: Buffer }, expiresAt: Instant, now: Instant): Promise<void>;
  /** False when the session is not live. */
  end(id: string, userId: number, why: SessionEnd, now: Instant): Promise<boolean>;
  /** Ends all live sessions of a user but the one excepted; returns how many there were. */
  endAllOf(userId: number, why: SessionEnd, now: Instant, except?: string): Promise<number>;
  /** Deletes sessions that ended or ran out before then, with their refresh tokens; returns how many there were. */
  forgetBefore(then: Instant): Promise<number>;
  /** The epoch that access tokens of this user carry from now on. */
  epochOf(userId: number): Promise<number>;
}
