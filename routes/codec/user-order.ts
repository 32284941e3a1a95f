import type { UserOrder, UserSort } from '../../src/domain/paging';
import type { WireRequest } from '../wire';
import { type QueryParameter, queryText, refuse } from './query';

/** What `sort` may name, each with `-` for descending. */
export type Sorts = Readonly<Record<string, UserSort>>;

/** The order that a request asks for; by id where it asks for none. Throws `invalid_fields`. */
export const decodeOrder = (request: WireRequest, sorts: Sorts): UserOrder => {
  const sort = queryText(request, 'sort') ?? 'id';
  const by = Object.hasOwn(sorts, sort.replace(/^-/, '')) ? sorts[sort.replace(/^-/, '')] : undefined;
  if (!by) return refuse({ field: 'sort', rule: 'one_of', expected: Object.keys(sorts) });
  return { by, descending: sort.startsWith('-') };
};

/** `sort`. */
export const orderParameter = (sorts: Sorts): QueryParameter => ({
  name: 'sort',
  schema: { type: 'string', enum: Object.keys(sorts).flatMap((sort) => [sort, `-${sort}`]) },
  says: 'What the list is ordered by; with - in front, descending',
  to: 'order',
  write(order) {
    const { by, descending } = order as UserOrder;
    const sort = Object.keys(sorts).find((word) => sorts[word] === by);
    return sort && (descending ? `-${sort}` : sort);
  },
});
