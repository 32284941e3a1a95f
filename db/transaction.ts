import type { Pool, PoolClient } from 'pg';
import type { AccessChange } from '../src/domain/access-change';
import { commit } from './access-changes';
import { translateDatabaseError } from './errors';
import { sendTogether } from './pool';

/** A transaction that is open. */
export interface Transaction {
  readonly client: PoolClient;
  /** Has a statement sent along with what follows it: nothing waits for it but the commit, which fails where it does. */
  behind(statement: () => Promise<unknown>): void;
}

const connect = async (pool: Pool): Promise<PoolClient> => {
  try {
    return await pool.connect();
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

const openOn = (client: PoolClient) => {
  const sent: Promise<unknown>[] = [];
  return {
    client,
    behind(statement: () => Promise<unknown>): void {
      sendTogether(client);
      const answer = statement();
      sent.push(answer);
      // Heard of at the commit; until then a failure must not count as one that nobody hears of.
      answer.catch(() => undefined);
    },
    /** Throws what failed first, and not the failure of the commit that it undid. */
    async commit(): Promise<AccessChange[]> {
      sendTogether(client);
      const [committed, behind] = await Promise.allSettled([commit(client), Promise.all(sent)]);
      if (behind.status === 'rejected') throw behind.reason;
      if (committed.status === 'rejected') throw committed.reason;
      return committed.value;
    },
  };
};

/**
 * Does the work in a transaction of its own and answers once it is committed; undoes it and rethrows when it throws. Tells
 * whom it took something away from before anybody is told that it is done: everybody, where nobody knows whether it was.
 */
export const inTransaction = async <T>(
  pool: Pool,
  onAccessChange: (change: AccessChange) => void,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> => {
  const client = await connect(pool);
  const transaction = openOn(client);
  let isBroken = false;
  try {
    // Not sent along with what follows: where it failed alone, all that follows would be done at once and for good.
    await client.query('begin');
    const result = await work(transaction);
    const changes = await transaction.commit().catch((error: unknown) => {
      onAccessChange({ whose: 'everybody' });
      throw error;
    });
    changes.forEach(onAccessChange);
    return result;
  } catch (error) {
    isBroken = await rollback(client);
    throw translateDatabaseError(error);
  } finally {
    client.release(isBroken);
  }
};
