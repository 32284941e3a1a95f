import type { ClientBase, PoolClient, QueryResult } from 'pg';
import type { AccessChange } from '../src/domain/access-change';

/** The words in which the database tells of changes (migration 0011). */
export const CHANNEL = 'roster_access';
const EVERYBODY = '*';
/** Somebody comes who will make changes: whoever thinks of itself as the only one is so no more. */
export const MAKE_WAY = '!';

const COMMIT = "select current_setting('roster.changed', true) as changed; commit";

/** The change that a notification tells of. */
export const changeOf = (told: string): AccessChange => ({
  whose: told === EVERYBODY ? 'everybody' : Number(told),
});

/** Commits, and answers with whom the transaction took something away from. */
export const commit = async (client: PoolClient): Promise<AccessChange[]> => {
  // One text with two statements has two results, of which the driver's types know nothing.
  const [told] = (await client.query(COMMIT)) as unknown as readonly QueryResult<{
    changed: string | null;
  }>[];
  return (told?.rows[0]?.changed ?? '').split(',').filter(Boolean).map(changeOf);
};

/** Tells something on a channel, that of changes unless said. */
export const tell = async (client: ClientBase, what: string, channel = CHANNEL): Promise<void> => {
  await client.query('select pg_notify($1, $2)', [channel, what]);
};
