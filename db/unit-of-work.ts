import type { Pool, PoolClient } from 'pg';
import type { AccessChange } from '../src/domain/access-change';
import type { Repositories, UnitOfWork } from '../src/domain/repositories';
import { commit } from './access-changes';
import { translateDatabaseError } from './errors';
import { type UserReader, userReader } from './records/user-record';
import { createApiTokens } from './repositories/api-tokens';
import { createAudit } from './repositories/audit';
import { gatheredFind } from './repositories/gathered-users';
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

const repositoriesOn = (on: Queryable, toUser: UserReader): Repositories => ({
  users: createUsers(on, toUser),
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

// A connection that breaks in use fails its queries and then emits `error` as well: unheard, that ends the process.
const alreadyReported = (): void => undefined;

const connect = async (pool: Pool): Promise<PoolClient> => {
  try {
    const client = await pool.connect();
    return client.on('error', alreadyReported);
  } catch (error) {
    throw translateDatabaseError(error);
  }
};

/** Undoes a failed transaction. True when the connection can no longer be trusted and must not go back to the pool. */
const rollback = async (client: PoolClient): Promise<boolean> => {
  try {
    await client.query('rollback');
    return false;
  } catch {
    return true;
  }
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
  // Where the connection breaks in between, nobody knows whether it was.
  const commitAndTell = async (client: PoolClient): Promise<void> => {
    const changes = await commit(client).catch((error: unknown) => {
      onAccessChange({ whose: 'everybody' });
      throw error;
    });
    changes.forEach(onAccessChange);
  };
  const toUser = userReader(passwordMaxAgeDays);
  const read = repositoriesOn(pool, toUser);
  return {
    read: {
      ...read,
      users: { ...read.users, find: gatheredFind(pool, toUser), ...sharedLists(pool, toUser) },
    },
    async transaction(work) {
      const client = await connect(pool);
      let isBroken = false;
      try {
        await client.query('begin');
        const result = await work(repositoriesOn(client, toUser));
        await commitAndTell(client);
        return result;
      } catch (error) {
        isBroken = await rollback(client);
        throw translateDatabaseError(error);
      } finally {
        client.off('error', alreadyReported);
        client.release(isBroken);
      }
    },
  };
};
