import type { Pool } from 'pg';
import type { AccessChange } from '../src/domain/access-change';
import type { Repositories, UnitOfWork } from '../src/domain/repositories';
import { type UserReaders, userReaders } from './records/user-record';
import { createApiTokens } from './repositories/api-tokens';
import { createAudit } from './repositories/audit';
import { gatheredFinds } from './repositories/gathered-users';
import { createIdempotencyKeys } from './repositories/idempotency-keys';
import { createOneTimeCodes } from './repositories/one-time-codes';
import { createPasswordHistory } from './repositories/password-history';
import { createSessions } from './repositories/sessions';
import { sharedLists } from './repositories/shared-lists';
import { createSignInTries } from './repositories/sign-in-tries';
import { createTokenPolicies } from './repositories/token-policies';
import { createUsage } from './repositories/usage';
import { createUsers } from './repositories/users';
import type { Queryable } from './statement';
import { inTransaction, type Transaction } from './transaction';

const repositoriesOn = (on: Queryable, readers: UserReaders): Repositories => ({
  users: createUsers(on, readers),
  tokens: createApiTokens(on),
  policies: createTokenPolicies(on),
  sessions: createSessions(on),
  tries: createSignInTries(on),
  passwordHistory: createPasswordHistory(on),
  codes: createOneTimeCodes(on),
  audit: createAudit(on),
  usage: createUsage(on),
  idempotencyKeys: createIdempotencyKeys(on),
});

/** Audit entries go along with what follows them: nothing but the commit depends on them. */
const repositoriesIn = ({ client, behind }: Transaction, readers: UserReaders): Repositories => {
  const repositories = repositoriesOn(client, readers);
  const { audit } = repositories;
  return {
    ...repositories,
    audit: { ...audit, append: async (entry) => behind(() => audit.append(entry)) },
  };
};

export interface UnitOfWorkOptions {
  /** When a user's password expires depends on it, and so does what is read of a user. */
  readonly passwordMaxAgeDays: number;
  /** Told whom a transaction took something away from, before anybody is told that it is done. */
  readonly onAccessChange: (change: AccessChange) => void;
}

/** Transactions over a pool. An answer that says "done" is given only after the commit was. */
export const createUnitOfWork = (
  pool: Pool,
  { passwordMaxAgeDays, onAccessChange }: UnitOfWorkOptions,
): UnitOfWork => {
  const readers = userReaders(passwordMaxAgeDays);
  const read = repositoriesOn(pool, readers);
  return {
    read: {
      ...read,
      users: { ...read.users, ...gatheredFinds(pool, readers), ...sharedLists(pool, readers) },
    },
    transaction: (work) =>
      inTransaction(pool, onAccessChange, (transaction) => work(repositoriesIn(transaction, readers))),
  };
};
