import type { PoolClient, QueryResult } from 'pg';
import type { AccessChange } from '../src/domain/access-change';

/** The words in which the database tells of changes (migration 0011). */
export const CHANNEL = 'roster_access';
const EVERYBODY = '*';

const COMMIT = "select current_setting('roster.changed', true) as changed; commit";

/** The change that a notification tells of. */
export const changeOf = (told: string): AccessChange => ({
  whose: told === EVERYBODY ? 'everybody' : Number(told),
});

/**
 * Commits, and answers with whom the transaction took something away from. Throws an `Error` where a statement had failed:
 * Postgres then undoes what it was told to commit, and says so in a word.
 */
export const commit = async (client: PoolClient): Promise<AccessChange[]> => {
  // One text with two statements has two results, of which the driver's types know nothing.
  const [told, done] = (await client.query(COMMIT)) as unknown as readonly QueryResult<{
    changed: string | null;
  }>[];
  if (done?.command !== 'COMMIT') throw new Error('a transaction in which a statement had failed was undone');
  return (told?.rows[0]?.changed ?? '').split(',').filter(Boolean).map(changeOf);
};
