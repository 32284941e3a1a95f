import type { Instant } from '../instant';
import type { NewTokenPolicy, TokenPolicy, TokenPolicyChanges } from '../token-policy';

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
