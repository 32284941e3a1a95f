import type { QueryResultRow } from 'pg';
import type { Instant } from '../src/domain/instant';
import { endOfTurn } from './share';
import { type Queryable, rowsOf, type Statement } from './statement';

/** One reading by key as of an instant, and the same reading of many. */
export interface GatheredReading<T> {
  /** Takes the key and the instant. */
  readonly one: Statement;
  /** Takes an array of keys and the instant. */
  readonly many: Statement;
  /** The key of a record. */
  readonly keyOf: (row: QueryResultRow) => string;
  readonly map: (row: QueryResultRow) => T;
}

interface Batch<T> {
  readonly keys: Set<string>;
  /** The latest instant of those who asked. */
  now: Instant;
  readonly found: Promise<ReadonlyMap<string, T>>;
}

/** Most keys of one statement. */
const MOST_KEYS = 128;

/**
 * Readings of single records that are asked for in one turn of the loop, as one statement: most of what a reading costs
 * Postgres is being asked. Who asks alone is answered by the plain statement. All of a turn read as of the latest of their
 * instants, and who asks for the same is given the same.
 */
export const gathered = <T>(
  on: Queryable,
  { one, many, keyOf, map }: GatheredReading<T>,
): ((key: string, now: Instant) => Promise<T | null>) => {
  let open: Batch<T> | null = null;

  const read = async ({ keys, now }: Batch<T>): Promise<ReadonlyMap<string, T>> => {
    const [only] = keys;
    const [statement, asked] = keys.size === 1 ? [one, only] : [many, [...keys]];
    return new Map(await rowsOf(on, statement, [asked, now], (row) => [keyOf(row), map(row)]));
  };

  const begin = (): Batch<T> => {
    const batch: Batch<T> = {
      keys: new Set(),
      now: '',
      found: endOfTurn().then(() => {
        if (open === batch) open = null;
        return read(batch);
      }),
    };
    return batch;
  };

  return async (key, now) => {
    const batch = open ?? begin();
    batch.keys.add(key);
    if (now > batch.now) batch.now = now;
    open = batch.keys.size < MOST_KEYS ? batch : null;
    return (await batch.found).get(key) ?? null;
  };
};
