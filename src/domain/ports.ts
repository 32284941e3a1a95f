import type { Instant } from './instant';
import type { CodeRules } from './one-time-code';
import type { CommonPasswords, PasswordProfile } from './password-policy';
import type { Principal } from './principal';
import type { SignInLimits } from './sign-in';
import type { TraceContext } from './trace';
import type { IdLookup, Translation } from './translation';

/** The time, as a port, so that tests can hold it still. */
export interface Clock {
  now(): Date;
}

/** Makers of ids and secrets. */
export interface Ids {
  /** 26 characters of Crockford base 32, ordered by time. */
  ulid(): string;
  /** 24 lower-case hex digits, ordered by time to the second. */
  hexId(): string;
  /** 43 characters of base64url: 256 random bits. */
  secret(): string;
  /** The digits of a one-time code, each equally likely. */
  oneTimeCode(): string;
}

/** Password hashing off the request path. */
export interface PasswordHasher {
  /** Hash of a password in its hashed form (NFC). Throws `unavailable` when its queue is full or too slow. */
  hash(password: string): Promise<string>;
  /** Whether the password has this hash. With no hash it does the same work and answers false. */
  verify(password: string, hash: string | null): Promise<boolean>;
  /** Whether a hash was made at less cost than is asked for now. */
  isOutdated(hash: string): boolean;
}

/** The line of those who wait for tries of the same name to be decided. */
export interface SignInLine {
  /** Does the work when no other work for this name is under way in this process: who waits here holds no connection. */
  inTurn<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Resolves when it is worth looking again. Throws `unavailable` when too many wait. */
  wait(name: string): Promise<void>;
  /** A try of this name is being decided; the function says that it was, and whether budget came free. */
  enter(name: string): (outcome: 'failed' | 'freed') => void;
}

/** What an access token says. */
export interface AccessClaims {
  readonly userId: number;
  readonly sessionId: string;
  /** The user's session epoch at the making; an older one is void. */
  readonly epoch: number;
}

/** What a valid access token says. */
export interface VerifiedAccess extends AccessClaims {
  readonly expiresAt: Instant;
}

/** An access token with the end that it says it has. */
export interface SignedAccess {
  readonly token: string;
  readonly expiresAt: Instant;
}

/** Access tokens (JWT). */
export interface AccessTokens {
  readonly ttlSeconds: number;
  sign(claims: AccessClaims): SignedAccess;
  /** The claims of a valid token. Throws `token_expired` or `token_invalid`. */
  verify(token: string): VerifiedAccess;
}

/** One-way keys of secrets at rest, and the chain of refresh tokens. */
export interface Secrets {
  /** SHA-256: secrets here have 256 random bits, so no salt or slow hash is needed. */
  digest(secret: string): Buffer;
  /** The child of a refresh token: always the same, so that a repeated refresh can be answered again. */
  childOf(refreshToken: string): string;
  /**
   * A keyed digest (HMAC) of a user's one-time code: six digits under a plain one could be found by trying them all.
   * Equal codes of two users differ.
   */
  codeDigest(userId: number, code: string): Buffer;
  /**
   * Keyed digests of what a create was asked for, which may hold a password: under a plain one it could be found by
   * trying. By the present key first, then by the one before it where there is one.
   */
  inputDigests(text: string): readonly [Buffer, ...Buffer[]];
  /** The secrets that a nonce stands for, 256 bits each as `Ids.secret` has: keys in the same order. */
  derivedFrom(nonce: string): readonly [string, ...string[]];
}

/** A one-time code on its way to the user. */
export interface CodeMessage {
  /** Canonical: digits and a leading `+`. */
  readonly phone: string;
  readonly email: string;
  readonly username: string;
  readonly code: string;
  readonly ttlSeconds: number;
  /** Of the call that asked for it; null where there is none. */
  readonly trace: TraceContext | null;
}

/** What brings codes to users: mail, another server, or the log. */
export interface CodeSender {
  /** Resolves when the message was taken over. Throws an `Error` that names neither code nor recipient. */
  send(message: CodeMessage): Promise<void>;
}

/** Answers that take the same time although the work behind them differs a little. */
export interface Pacer {
  /** Does the work and settles as it does, but no sooner than after so many milliseconds. */
  atLeast<T>(ms: number, work: () => Promise<T>): Promise<T>;
}

/** Codes that are sent off the request path, so that no answer waits for them or tells whether there was one. */
export interface CodeOutbox {
  /** False where no sender is set: then no code is made. */
  readonly isOpen: boolean;
  /** Returns at once and never throws. */
  post(message: CodeMessage): void;
}

/** Who a bearer token speaks for. */
export interface Authenticator {
  /** Throws `token_invalid`, `token_expired` or `token_revoked`. */
  authenticate(bearer: string): Promise<Principal>;
}

/** The list of passwords that many people use. */
export interface CommonPasswordList {
  /** Loaded at the first call. */
  load(): Promise<CommonPasswords>;
}

/** Settings of the rules of passwords. */
export interface PasswordRules {
  readonly profile: PasswordProfile;
  /** How many of a user's last passwords, the present one included, may not be set again. */
  readonly history: number;
  /** Days after which a password expires; 0 for never. */
  readonly maxAgeDays: number;
  /** Whether a password that somebody else has set must be changed at the next sign-in. */
  readonly resetMustChange: boolean;
}

/** Settings of the domain's rules. */
export interface Rules {
  readonly refreshTtlSeconds: number;
  /** How long a used refresh token is answered again with the same child: two tabs, lost answers. */
  readonly refreshGraceSeconds: number;
  readonly signIn: SignInLimits;
  /** How long a session lasts at most, however often it is refreshed. */
  readonly sessionMaxAgeSeconds: number;
  readonly passwords: PasswordRules;
  readonly codes: CodeRules;
  /** How long the ledger of usage reaches back, in days. */
  readonly usageKeepDays: number;
  /** How long a create is answered again to the same idempotency key, in hours. */
  readonly idempotencyKeepHours: number;
}

/** Requests of API tokens by UTC day, kept over restarts. */
export interface DayCounts {
  /** Adds a block of numbers to the day's count and returns the last of them. Throws `token_invalid` for a token that is gone. */
  lease(tokenId: number, day: string, size: number): Promise<number>;
  /** Takes numbers back that were leased and never used. */
  giveBack(tokenId: number, day: string, unused: number): Promise<void>;
}

/** Says requests in the words of other dialects. */
export interface Translator {
  /**
   * The request that a text is, in another dialect's words. Throws `invalid_fields` for a text that is no request that
   * some dialect serves (`text`) and for a dialect that there is not (`into`).
   */
  translate(text: string, into: string, lookup: IdLookup): Promise<Translation>;
}
