import type { ApiToken, ApiTokenChanges, TokenRef, TokenRole } from '../api-token';
import type { Instant } from '../instant';
import type { Page, Position } from '../paging';
import type { EnsuredToken, SettingToken } from './setting-token';

export interface NewApiToken {
  readonly ulid: string;
  readonly userId: number;
  readonly name: string | null;
  readonly prefix: string;
  readonly digest: Buffer;
  readonly policyId: number | null;
  readonly expiresAt: Instant | null;
  readonly description?: string | null;
  /** Null or absent where it may do what its owner may. */
  readonly role?: TokenRole | null;
  readonly canWrite?: boolean | null;
}

/** A page of tokens in the order of one of their ids; all of them when no limit is given. */
export interface ListApiTokens {
  readonly order?: TokenRef['kind'];
  readonly after?: Position;
  readonly limit?: number;
}

export interface ApiTokens {
  /** By id unless said otherwise. */
  list(page: ListApiTokens, now: Instant): Promise<Page<ApiToken>>;
  find(ref: TokenRef, now: Instant): Promise<ApiToken | null>;
  /** Throws `token_name_taken`; `policy_not_found` and `user_not_found` when what it points to is not there. */
  insert(token: NewApiToken, now: Instant): Promise<ApiToken>;
  update(id: number, changes: ApiTokenChanges, now: Instant): Promise<ApiToken | null>;
  /** Null when there is no such token. Revoking a revoked token changes nothing. */
  revoke(id: number, now: Instant): Promise<ApiToken | null>;
  /** Gives the token another secret; null when there is no such token or it is revoked. */
  rotate(id: number, secret: { prefix: string; digest: Buffer }, now: Instant): Promise<ApiToken | null>;
  delete(id: number): Promise<boolean>;
  /**
   * Makes sure that the token of the settings has this secret and is good. The directory knows one such token, whatever
   * it is called: it gets the secret, unless another token has that already, which then is the one of the settings and
   * good again, and the former is revoked. Where there is neither it is made, without its name where that is taken: no
   * token is taken for this one by its name. Null when nothing had to be done.
   */
  ensure(token: SettingToken, now: Instant): Promise<EnsuredToken | null>;
  /** Revokes every token of a user; returns how many were live. */
  revokeAllOf(userId: number, now: Instant): Promise<number>;
}
