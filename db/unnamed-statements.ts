import type pg from 'pg';

type Query = (...asked: readonly unknown[]) => unknown;

const withoutName = (asked: unknown): unknown =>
  typeof asked === 'object' && asked !== null && 'name' in asked ? { ...asked, name: undefined } : asked;

/**
 * Has every statement of a connection parsed anew where it runs. Behind a pooler that hands connections on after each
 * transaction, the next one may run where nobody knows its name, or somebody else does.
 */
export const forgetNames = (client: pg.PoolClient): void => {
  const query = client.query.bind(client) as unknown as Query;
  const unnamed: Query = (asked, ...rest) => query(withoutName(asked), ...rest);
  client.query = unnamed as typeof client.query;
};
