import type { LifecycleBook } from '../domain/lifecycle';
import type {
  AccessTokens,
  Clock,
  CodeOutbox,
  CommonPasswordList,
  Ids,
  Pacer,
  PasswordHasher,
  Rules,
  Secrets,
  SignInLine,
  Translator,
} from '../domain/ports';
import type { UnitOfWork } from '../domain/repositories';
import type { Signals } from '../domain/signals';
import type { QuotaUse, SpellingBook, UsageLog } from '../domain/usage-ports';

/** What operations need from the world. Each takes only its part. */
export interface Dependencies {
  readonly work: UnitOfWork;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly passwords: PasswordHasher;
  readonly commonPasswords: CommonPasswordList;
  readonly signInLine: SignInLine;
  readonly accessTokens: AccessTokens;
  readonly secrets: Secrets;
  readonly codeOutbox: CodeOutbox;
  readonly pacer: Pacer;
  readonly translator: Translator;
  readonly usageLog: UsageLog;
  readonly quotas: QuotaUse;
  readonly spellings: SpellingBook;
  readonly lifecycles: LifecycleBook;
  readonly rules: Rules;
  readonly signals: Signals;
  /** The program's own. */
  readonly version: string;
}
