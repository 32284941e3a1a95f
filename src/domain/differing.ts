const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The given changes that would alter the record; empty when there is nothing to change. Lists compare by content. */
export const differing = <T extends object, C extends { readonly [K in keyof T]?: unknown }>(
  record: T,
  changes: C,
): Partial<C> =>
  Object.fromEntries(
    Object.entries(changes).filter(
      ([field, value]) => value !== undefined && !isSame(value, record[field as keyof T]),
    ),
  ) as Partial<C>;
