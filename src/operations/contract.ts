import type { ApiToken, ApiTokenChanges, IssuedToken, TokenRef } from '../domain/api-token';
import type { AuditEntry, AuditFilter } from '../domain/audit';
import type { Day } from '../domain/day';
import type { ErrorCode, Found, Issue } from '../domain/error';
import type { Instant } from '../domain/instant';
import type { DatedLifecycle } from '../domain/lifecycle';
import type { Page, Position, UserFilter, UserOrder } from '../domain/paging';
import type { ListApiTokens } from '../domain/repositories/api-tokens';
import type { Permission, RoleId, RoleName } from '../domain/role';
import type { ListedSession, SignedIn } from '../domain/session';
import type { SignInName } from '../domain/sign-in';
import type { NewTokenPolicy, TokenPolicy, TokenPolicyChanges } from '../domain/token-policy';
import type { TokenUse } from '../domain/token-use';
import type { TrafficPoint } from '../domain/traffic';
import type { Translation } from '../domain/translation';
import type { OwnUsageRow, UsageDimension, UsageFilter, UsageRow } from '../domain/usage';
import type { NewUser, User, UserChanges, UserField, UserRef } from '../domain/user';
import type { OperationContext } from './context';

/** The whole set in the order of a list, batch by batch, so that memory does not grow with it. */
export type UserBatches = AsyncIterable<readonly User[]>;

interface Reading {
  /** The fields of a user that the answer tells, or is tagged with; others may be absent. All of them unless said. */
  readonly reads?: readonly UserField[];
}

export interface ListUsersInput extends Reading {
  readonly filter: UserFilter;
  readonly order: UserOrder;
  readonly after?: Position;
  /** Absent: the whole set. */
  readonly limit?: number;
  /** False where nobody reads the total of the first page; it is counted unless said. */
  readonly counted?: boolean;
}

/**
 * What a new user is to be. With `found`, `fields` are what was right in the body, and whatever is wrong is told at once:
 * what was found before, what the operation finds, and what is taken.
 */
export type CreateUserInput =
  | { readonly fields: NewUser; readonly found?: undefined }
  | { readonly fields: Partial<NewUser>; readonly found: Found };

/** A page when a limit was given, else everything. */
export type UserList =
  | { readonly kind: 'page'; readonly page: Page<User> }
  | { readonly kind: 'all'; readonly batches: UserBatches };

type OnUser = { readonly user: UserRef };
type OnToken = { readonly token: TokenRef };
type OnPolicy = { readonly policy: string };
type Paged = { readonly after?: Position; readonly limit: number };

/** A question to the ledger of usage, about the last 30 days unless said otherwise. */
export interface ListUsageInput {
  readonly by: readonly UsageDimension[];
  readonly filter: Omit<UsageFilter, 'sessionsOf'>;
  /** Only spellings that are not the canonical one of their binding. */
  readonly aliases?: 'only';
  readonly since?: Day;
  /** Inclusive. */
  readonly until?: Day;
  readonly limit: number;
}

/** What can be done, with what and for what. No wire word stands in this file. */
export interface Operations {
  'users.list': { input: ListUsersInput; output: UserList };
  'users.get': { input: OnUser & Reading; output: User };
  'users.create': { input: CreateUserInput; output: User };
  'users.update': {
    input: OnUser & {
      changes: UserChanges;
      /** As in `CreateUserInput`. */
      found?: Found;
    };
    output: User;
  };
  'users.delete': { input: OnUser; output: undefined };
  'users.restore': { input: OnUser; output: User };
  'users.suspend': { input: OnUser & { reason: string | null; until: Instant | null }; output: User };
  'users.unsuspend': { input: OnUser; output: User };
  'users.lock': { input: OnUser; output: User };
  'users.unlock': { input: OnUser; output: User };
  'users.resetOtpCount': { input: OnUser; output: User };
  'users.extendPasswordExpiry': {
    input: OnUser & {
      /** Null: as many as passwords last. */
      days: number | null;
    };
    output: User;
  };
  'users.getRoles': { input: OnUser; output: readonly RoleName[] };
  'users.setRoles': { input: OnUser & { roles: readonly RoleName[] }; output: readonly RoleName[] };
  'users.listSessions': { input: OnUser; output: readonly ListedSession[] };
  'users.endSessions': { input: OnUser; output: { ended: number; user: User } };
  'users.endSession': { input: OnUser & { session: string }; output: undefined };
  'roles.list': { input: undefined; output: readonly { id: RoleId; name: RoleName }[] };
  'directory.list': { input: ListUsersInput; output: UserList };
  'directory.get': { input: OnUser; output: User };
  'audit.list': { input: Paged & { filter: AuditFilter }; output: Page<AuditEntry> };
  'tokens.list': { input: ListApiTokens; output: Page<ApiToken> };
  'tokens.get': { input: OnToken; output: ApiToken };
  'tokens.create': {
    input: ApiTokenChanges & {
      /** Absent: the caller's. */
      userId?: string;
    };
    output: IssuedToken;
  };
  'tokens.update': { input: OnToken & { changes: ApiTokenChanges }; output: ApiToken };
  'tokens.revoke': { input: OnToken; output: ApiToken };
  'tokens.rotate': { input: OnToken; output: IssuedToken };
  'tokens.delete': { input: OnToken; output: undefined };
  'tokens.setPolicy': { input: OnToken & { policyId: number | null }; output: ApiToken };
  'policies.list': { input: undefined; output: readonly TokenPolicy[] };
  'policies.get': { input: OnPolicy; output: TokenPolicy };
  'policies.create': { input: { fields: NewTokenPolicy }; output: TokenPolicy };
  'policies.update': { input: OnPolicy & { changes: TokenPolicyChanges }; output: TokenPolicy };
  'policies.delete': { input: OnPolicy; output: undefined };
  'auth.signIn': {
    input: {
      name: SignInName;
      password: string;
      /** The dialect can say `restricted`; to others an expired password is a wrong one. */
      acceptsRestricted?: true;
    };
    output: SignedIn;
  };
  'auth.signInByCode': { input: { mobile: string; code: string }; output: SignedIn };
  'auth.resetPasswordByCode': {
    input: { mobile: string; code: string; newPassword: string };
    output: undefined;
  };
  'otp.send': { input: { mobile: string }; output: undefined };
  'otp.resend': { input: { mobile: string }; output: undefined };
  'auth.refresh': { input: { refreshToken: string }; output: SignedIn };
  'auth.signOut': {
    input: {
      /** Ends the session that it belongs to as well. */
      refreshToken?: string;
    };
    output: undefined;
  };
  'auth.changePassword': {
    input: {
      currentPassword: string;
      newPassword: string;
      /** Ends the session that asks as well. */
      endsAll?: true;
    };
    output: User;
  };
  'auth.me': { input: undefined; output: User };
  'auth.listSessions': { input: undefined; output: readonly ListedSession[] };
  'auth.endSession': { input: { session: string }; output: undefined };
  'usage.list': { input: ListUsageInput; output: readonly UsageRow[] };
  'usage.mine': { input: undefined; output: readonly OwnUsageRow[] };
  'usage.traffic': {
    input: {
      since?: Instant;
      /** Exclusive. */
      until?: Instant;
      stepSeconds: number;
    };
    output: readonly TrafficPoint[];
  };
  'usage.limits': { input: Omit<ListApiTokens, 'order'>; output: Page<TokenUse> };
  'lifecycle.list': {
    input: {
      /** Also the spellings for which no end is planned. */
      all: boolean;
    };
    output: readonly DatedLifecycle[];
  };
  'translate.request': {
    input: {
      text: string;
      /** The name of a dialect. */
      into: string;
    };
    output: Translation;
  };
  'system.health': { input: undefined; output: { version: string } };
}

export type OperationId = keyof Operations;

export type Controller<O extends OperationId> = (
  input: Operations[O]['input'],
  context: OperationContext,
) => Promise<Operations[O]['output']>;

/** Exhaustive by construction: an operation without a controller does not compile. */
export type Controllers = { readonly [O in OperationId]: Controller<O> };

/**
 * Who may call an operation. `public`: anybody. `signed-in`: every principal, for what concerns itself. A permission:
 * whoever's roles carry it; with `orSelf` also the user that the input names.
 */
export type Access = 'public' | 'signed-in' | { readonly permission: Permission; readonly orSelf?: boolean };

/** What holds for an operation however it is spelled: permission, effect, audit and errors stand here alone. */
export interface OperationSpec {
  readonly summary: string;
  readonly access: Access;
  /** An effect is refused to callers that may not write. */
  readonly kind: 'read' | 'effect';
  /** Open to callers that may not write: their own password and sign-out. */
  readonly evenReadOnly?: boolean;
  /** Fields that callers without the permission may set of themselves, where the access is `orSelf`. */
  readonly selfMay?: readonly string[];
  /** Open to sessions that are good for changing the password alone. */
  readonly restricted?: true;
  /** Name in the audit trail; reads have none. */
  readonly audit?: string;
  /** Takes an idempotency key: asked for again with the same one, it is answered again. */
  readonly replayable?: true;
  /** Input fields whose values are never logged, audited or shown. */
  readonly redacted?: readonly string[];
  /** What of users its answer shows: one, which then bears its entity tag, or many. Caches may keep reads of either. */
  readonly shows?: 'user' | 'users';
  /** What it may throw beyond the errors that every call can meet; `version_stale` where it heeds `If-Match`. */
  readonly errors: readonly ErrorCode[];
  /** What may be wrong that stands in no field of the request, where `errors` has `invalid_fields`. */
  readonly issues?: readonly Issue[];
}
