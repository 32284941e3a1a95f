import { createColumns } from './columns';
import { note, say } from './output';

/** How a list is said: by rows to people, by objects to programs. */
export interface Listing<T> {
  readonly head: readonly string[];
  readonly row: (item: T) => readonly string[];
  readonly object: (item: T) => Readonly<Record<string, unknown>>;
  /** What is said to people where there is nothing. */
  readonly none: string;
}

type Batches<T> = AsyncIterable<readonly T[]>;

const asColumns = async <T>({ head, row, none }: Listing<T>, batches: Batches<T>): Promise<void> => {
  const columns = createColumns();
  let isFirst = true;
  for await (const batch of batches) {
    if (batch.length === 0) continue;
    const rows = batch.map(row);
    await say(columns.lines(isFirst ? [head, ...rows] : rows).join('\n'));
    isFirst = false;
  }
  if (isFirst) note(none);
};

const asJson = async <T>({ object }: Listing<T>, batches: Batches<T>): Promise<void> => {
  let before = '[\n  ';
  for await (const batch of batches) {
    if (batch.length === 0) continue;
    await say(before + batch.map((item) => JSON.stringify(object(item))).join(',\n  '));
    before = ', ';
  }
  await say(before === ', ' ? ']' : '[]');
};

/** Says a list as it comes, so that its length does not matter: in columns, or as one JSON array. */
export const sayList = <T>(listing: Listing<T>, batches: Batches<T>, isJson = false): Promise<void> =>
  isJson ? asJson(listing, batches) : asColumns(listing, batches);

/** The first so many of them. Tells by `onMore` where there were more. */
export async function* firstOf<T>(
  batches: Batches<T>,
  limit: number,
  onMore: () => void,
): AsyncGenerator<readonly T[]> {
  let left = limit;
  for await (const batch of batches) {
    if (batch.length > left) {
      yield batch.slice(0, left);
      return onMore();
    }
    left -= batch.length;
    yield batch;
  }
}
