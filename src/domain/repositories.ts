import type { ApiToken, ApiTokenChanges } from './api-token';
import type { AuditEntry, AuditFilter, NewAuditEntry } from './audit';
import type { Instant } from './instant';
import type { Page, Position, Total, UserFilter, UserOrder } from './paging';
import type { RoleName } from './role';
import type { Session, SessionEnd } from './session';
import type { SignInLimits, SignInName, SignInStanding } from './sign-in';
import type { NewTokenPolicy, TokenPolicy, TokenPolicyChanges } from './token-policy';
import type { Lock, Suspension, User, UserRef } from './user';

/** Columns of a user that repositories write; canonical forms and search text follow from them. */
export interface UserFields {
  readonly username: string;
  readonly name: string | null;
  readonly email: string;
  readonly phone: string | null;
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
}

export interface Users {
  /** A live user, or any user where `deleted` is `include`; null when there is none. */
  find(ref: UserRef, now: Instant, deleted?: 'include'): Promise<User | null>;
  /** As `find`, and holds the row until the transaction ends: what is decided on it stays true. */
  hold(ref: UserRef, now: Instant, deleted?: 'include'): Promise<User | null>;
  /** The live user of a sign-in name with its hash. */
  findForSignIn(name: SignInName, now: Instant): Promise<{ user: User; passwordHash: string | null } | null>;
  /** The hash of a live user's password; null when it has none. */
  passwordHash(id: number): Promise<string | null>;
  /** Throws `username_taken` or `email_taken`. */
  insert(fields: NewUserFields, ids: { ulid: string; hexId: string }, now: Instant): Promise<User>;
  /** Changes a live user and its version. Throws `username_taken` or `email_taken`; null when there is no such user. */
  update(id: number, fields: Partial<UserFields>, now: Instant): Promise<User | null>;
  /** Marks as deleted. False when it is not live. */
  softDelete(id: number, now: Instant): Promise<boolean>;
  /** Brings back a deleted user. Throws `username_taken` or `email_taken`; null when it is not deleted. */
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
  /** Adds a failure and locks at the limit, in one statement. */
  noteFailure(id: number, limit: number, lockedUntil: Instant, now: Instant): Promise<void>;
  list(query: ListUsers): Promise<Page<User>>;
  count(filter: UserFilter, now: Instant, cap: number): Promise<Total>;
}

export interface NewApiToken {
  readonly ulid: string;
  readonly userId: number;
  readonly name: string | null;
  readonly prefix: string;
  readonly digest: Buffer;
  readonly policyId: number | null;
  readonly expiresAt: Instant | null;
}

export interface ApiTokens {
  /** By id; all of them when no limit is given. */
  list(page: { after?: Position; limit?: number }, now: Instant): Promise<Page<ApiToken>>;
  find(id: string, now: Instant): Promise<ApiToken | null>;
  /** Throws `token_name_taken`; `policy_not_found` and `user_not_found` when what it points to is not there. */
  insert(token: NewApiToken, now: Instant): Promise<ApiToken>;
  update(id: string, changes: ApiTokenChanges, now: Instant): Promise<ApiToken | null>;
  /** Null when there is no such token. Revoking a revoked token changes nothing. */
  revoke(id: string, now: Instant): Promise<ApiToken | null>;
  /** Gives the token another secret; null when there is no such token or it is revoked. */
  rotate(id: string, secret: { prefix: string; digest: Buffer }, now: Instant): Promise<ApiToken | null>;
  delete(id: string): Promise<boolean>;
  /**
   * Makes sure that a token with this secret is there and good: one with the secret is made good again, one with the
   * name gets the secret, else it is made. Another secret that had the name is good no longer. True when anything had
   * to be done.
   */
  ensure(token: NewApiToken & { readonly name: string }, now: Instant): Promise<boolean>;
  /** Revokes every token of a user; returns how many were live. */
  revokeAllOf(userId: number, now: Instant): Promise<number>;
}

export interface TokenPolicies {
  list(): Promise<TokenPolicy[]>;
  find(id: string): Promise<TokenPolicy | null>;
  findByName(name: string): Promise<TokenPolicy | null>;
  /** Throws `policy_name_taken`. */
  insert(policy: NewTokenPolicy, now: Instant): Promise<TokenPolicy>;
  update(id: string, changes: TokenPolicyChanges, now: Instant): Promise<TokenPolicy | null>;
  /** Throws `policy_in_use`; false when there is no such policy. */
  delete(id: string): Promise<boolean>;
}

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

/** The hashes of passwords that a user had. */
export interface PasswordHistory {
  /** The hashes of a live user's last passwords, the present one first. */
  hashesOf(userId: number, count: number): Promise<string[]>;
  /** Keeps the hash that is about to be replaced, and of all former ones no more than the last `count`. */
  keepPresent(userId: number, count: number, now: Instant): Promise<void>;
}

/** What sign-in tries are counted by: a canonical name, whether anybody has it or not, and a network (`networkOf`). */
export interface SignInKey {
  readonly name: string;
  readonly network: string;
}

/** The tries to sign in that still count. */
export interface SignInTries {
  /** Waits for other transactions that count by this name; until this one ends, nobody else does. */
  holdName(name: string): Promise<void>;
  /** Where a lock by failures has run out and nobody was heard since, forgets what failed until it did, by any name. */
  forgetUnderLock(userId: number, now: Instant): Promise<void>;
  /** What stands against the key and the account (0 for nobody's) as of now. */
  standing(key: SignInKey, userId: number, now: Instant, limits: SignInLimits): Promise<SignInStanding>;
  /** Reserves a try before the password is looked at; returns its id. */
  begin(key: SignInKey, userId: number, now: Instant): Promise<string>;
  /** Decides a try: it failed. */
  fail(id: string, now: Instant): Promise<void>;
  /** Decides a try: it was right, and with it the failures of its key are forgotten. */
  succeed(id: string, key: SignInKey): Promise<void>;
  /** Gives back a try that was never decided. */
  release(id: string): Promise<void>;
  /** Forgets the tries of this name from every address; returns how many there were. */
  clearName(name: string): Promise<number>;
  /** Deletes what no longer counts; returns how many there were. */
  forgetBefore(then: Instant): Promise<number>;
}

/** A code as it is kept: its digest, and the canonical number that it was sent to. */
export interface NewOneTimeCode {
  readonly digest: Buffer;
  readonly phone: string;
  readonly expiresAt: Instant;
}

/**
 * One-time codes, one for each user at most, and the sends that count by address. Where no user has the id, nothing
 * happens, by the same statements.
 */
export interface OneTimeCodes {
  /** Waits for other transactions that count by this network; until this one ends, nobody else does. */
  holdNetwork(network: string): Promise<void>;
  /** Sends asked for from a network after an instant, and when the oldest of them was. */
  sendsSince(
    network: string,
    since: Instant,
  ): Promise<{ readonly count: number; readonly oldest: Instant | null }>;
  noteSend(network: string, now: Instant): Promise<void>;
  /** Whether a code of the user is out that could still be used. */
  isOut(userId: number, now: Instant): Promise<boolean>;
  /** Gives the user a code in place of any older one. */
  issue(userId: number, code: NewOneTimeCode): Promise<void>;
  /** Whether `use` would do, just now. */
  isRight(userId: number, code: Pick<NewOneTimeCode, 'digest' | 'phone'>, now: Instant): Promise<boolean>;
  /** Uses a code up. False when it is not the right one, was used, has run out or is dead. */
  use(userId: number, code: Pick<NewOneTimeCode, 'digest' | 'phone'>, now: Instant): Promise<boolean>;
  /** Counts a wrong try against the code that is out. */
  noteWrong(userId: number): Promise<void>;
  /** Sets the count of resends and until when codes are closed; the record's version does not move. */
  setResends(userId: number, resends: number, closedUntil: Instant | null): Promise<void>;
  /** Deletes codes that ran out and sends that were asked for before then; returns how many there were. */
  forgetBefore(then: Instant): Promise<number>;
}

export interface Audit {
  append(entry: NewAuditEntry): Promise<void>;
  /** Newest first. */
  list(filter: AuditFilter, page: { after?: Position; limit: number }): Promise<Page<AuditEntry>>;
}

/** The persistence that operations see. One object speaks through one transaction, or through none. */
export interface Repositories {
  readonly users: Users;
  readonly tokens: ApiTokens;
  readonly policies: TokenPolicies;
  readonly sessions: Sessions;
  readonly tries: SignInTries;
  readonly passwordHistory: PasswordHistory;
  readonly codes: OneTimeCodes;
  readonly audit: Audit;
}

/** Transactions by construction: whoever wants one gets repositories that speak through it. */
export interface UnitOfWork {
  /** Repositories outside any transaction; each call is a statement of its own. */
  readonly read: Repositories;
  /** Runs the work in one transaction; rolls back and rethrows when it throws. */
  transaction<T>(work: (tx: Repositories) => Promise<T>): Promise<T>;
}

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
  readonly isExpired: boolean;
  /** Whether the last noted use is so old that this one should be noted. */
  readonly isUseDue: boolean;
}

/** What an API token's secret points to, as of the reading. */
export interface TokenCredential {
  readonly owner: CredentialOwner;
  readonly tokenId: number;
  readonly isRevoked: boolean;
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
