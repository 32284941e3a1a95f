import { createHash } from 'node:crypto';
import type { QueryResultRow } from 'pg';
import { translateDatabaseError } from './errors';

/** A prepared statement: each connection parses and plans its text once, under its name. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** What a statement runs on: the pool, or the connection of a transaction. */
export interface Queryable {
  query(config: { name: string; text: string; values: unknown[] }): Promise<{
    rows: QueryResultRow[];
    rowCount: number | null;
  }>;
}

/** A statement whose name is made of its text: equal texts share a plan, and no two texts ever share a name. */
export const statement = (text: string): Statement => ({
  name: createHash('sha256').update(text).digest('base64url').slice(0, 32),
  text,
});

/** Statements whose text depends on the shape of a call, each built once per shape. */
export const statementsByShape = <Shape>(
  keyOf: (shape: Shape) => string,
  build: (shape: Shape) => string,
): ((shape: Shape) => Statement) => {
  const built = new Map<string, Statement>();
  return (shape) => {
    const key = keyOf(shape);
    const known = built.get(key);
    if (known) return known;
    const made = statement(build(shape));
    built.set(key, made);
    return made;
  };
};

/** Runs a statement. Throws an `AppError` for what the database refuses or cannot do now, else the driver's error. */
export const run = async (on: Queryable, { name, text }: Statement, values: unknown[]) => {
  try {
    return await on.query({ name, text, values });
  } catch (error) {
    throw translateDatabaseError(error);
  }
};

/** The rows of a statement, each through a mapper. */
export const rowsOf = async <T>(
  on: Queryable,
  query: Statement,
  values: unknown[],
  map: (row: QueryResultRow) => T,
): Promise<T[]> => (await run(on, query, values)).rows.map(map);

/** The first row of a statement through a mapper; null when there is none. */
export const rowOf = async <T>(
  on: Queryable,
  query: Statement,
  values: unknown[],
  map: (row: QueryResultRow) => T,
): Promise<T | null> => {
  const row = (await run(on, query, values)).rows[0];
  return row ? map(row) : null;
};

/** How many rows a statement touched. */
export const countOf = async (on: Queryable, query: Statement, values: unknown[]): Promise<number> =>
  (await run(on, query, values)).rowCount ?? 0;
