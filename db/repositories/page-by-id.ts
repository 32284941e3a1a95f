import type { Page } from '../../src/domain/paging';

/** How many rows to read for a page: one more than asked for tells whether anything follows. Null reads them all. */
export const rowsFor = (limit: number | undefined): number | null => (limit === undefined ? null : limit + 1);

/** The page in rows that were read in the order of a key, of their ids unless said, as many as `rowsFor` says. */
export const pageById = <T extends { readonly id: number }>(
  found: readonly T[],
  limit?: number,
  keyOf: (row: T) => string = ({ id }) => String(id),
): Page<T> => {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return {
    items,
    ...(found.length > items.length && last && { next: { key: keyOf(last), id: last.id } }),
  };
};
