import type { AccessTokens, Clock, Ids, PasswordHasher, Rules, Secrets, SignInLine } from '../domain/ports';
import type { UnitOfWork } from '../domain/repositories';

/** What operations need from the world. Each takes only its part. */
export interface Dependencies {
  readonly work: UnitOfWork;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly passwords: PasswordHasher;
  readonly signInLine: SignInLine;
  readonly accessTokens: AccessTokens;
  readonly secrets: Secrets;
  readonly rules: Rules;
}
