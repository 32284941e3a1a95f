import type { ApiTokens } from './repositories/api-tokens';
import type { Audit } from './repositories/audit';
import type { IdempotencyKeys } from './repositories/idempotency-keys';
import type { OneTimeCodes } from './repositories/one-time-codes';
import type { PasswordHistory } from './repositories/password-history';
import type { Sessions } from './repositories/sessions';
import type { SignInTries } from './repositories/sign-in-tries';
import type { TokenPolicies } from './repositories/token-policies';
import type { Usage } from './repositories/usage';
import type { Users } from './repositories/users';

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
  readonly usage: Usage;
  readonly idempotencyKeys: IdempotencyKeys;
}

/** Transactions by construction: whoever wants one gets repositories that speak through it. */
export interface UnitOfWork {
  /** Repositories outside any transaction; each call is a statement of its own. */
  readonly read: Repositories;
  /** Runs the work in one transaction; rolls back and rethrows when it throws. */
  transaction<T>(work: (tx: Repositories) => Promise<T>): Promise<T>;
}
