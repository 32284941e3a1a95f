import type { Total, UserFilter, UserOrder } from '../../src/domain/paging';
import type { User } from '../../src/domain/user';
import type { ListUsersInput, UserList } from '../../src/operations/contract';
import type { Json, WireBody, WireRequest, WireResponse } from '../wire';
import { json } from '../wire';
import { openCursor, sealCursor } from './cursor';
import { looksAt, type Shape } from './fields';
import { PAGE, PAGE_QUERY } from './page-query';
import { type QueryTable, queryInteger, queryText, refuse } from './query';
import { type Reply, type Told, tellOf, toShown } from './reply';
import type { UserFilterParameter } from './user-filters';
import { decodeOrder, orderParameter, type Sorts } from './user-order';

/** How a dialect says a list of users. */
export interface UserListWords {
  readonly shape: Shape<User>;
  readonly filters: readonly UserFilterParameter[];
  readonly sorts: Sorts;
  /** The array stands under this key, after what stands beside it; without it the array is the answer. */
  readonly envelope?: { readonly under: string; readonly beside: Readonly<Record<string, Json>> };
}

/** What a cursor is good for: the same list in the same order. */
const scopeOf = (filter: UserFilter, order: UserOrder): string => JSON.stringify([order, filter]);

/** All filters that are given. Throws `invalid_fields` where two parameters ask for different values of one field. */
const decodeFilter = (request: WireRequest, filters: UserListWords['filters']): UserFilter => {
  const filter: Record<string, unknown> = {};
  for (const { name, read } of filters) {
    for (const [field, value] of Object.entries(read(request))) {
      const isOther = Object.hasOwn(filter, field) && filter[field] !== value;
      filter[field] = isOther ? refuse({ field: name, rule: 'one_of', expected: [] }) : value;
    }
  }
  return filter;
};

/** The list's parameters: filters, `sort`, `limit`, `cursor`. */
const decoder = ({ shape, filters, sorts }: UserListWords) => {
  const reads = looksAt(shape);
  return (request: WireRequest): ListUsersInput => {
    const filter = decodeFilter(request, filters);
    const order = decodeOrder(request, sorts);
    const limit = queryInteger(request, 'limit', PAGE);
    const cursor = queryText(request, 'cursor');
    const list = { filter, order, ...(reads && { reads }) };
    if (limit === undefined) {
      return cursor === undefined ? list : refuse({ field: 'limit', rule: 'required' });
    }
    if (cursor === undefined) return { ...list, limit };
    return { ...list, limit, after: openCursor(cursor, scopeOf(filter, order)) };
  };
};

const formatTotal = ({ count, isCapped }: Total): string => (isCapped ? `${count}+` : String(count));

/** The URL of the next page: this one's with another cursor (RFC 8288). */
export const nextLink = (request: WireRequest, cursor: string): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request.query)) {
    if (name !== 'cursor' && typeof value === 'string') query.append(name, value);
  }
  query.append('cursor', cursor);
  return `<${request.path}?${query}>; rel="next"`;
};

/** What stands before and after the array in the text of the answer. */
const around = (envelope: UserListWords['envelope']): readonly [before: string, after: string] => {
  if (!envelope) return ['', ''];
  const { under, beside } = envelope;
  const [before = '', after = ''] = JSON.stringify({ ...beside, [under]: [] }).split('[]');
  return [before, after];
};

async function* toText(
  batches: AsyncIterable<readonly User[]>,
  { shape, envelope }: UserListWords,
): AsyncGenerator<string> {
  const [before, after] = around(envelope);
  let separator = `${before}[`;
  for await (const batch of batches) {
    if (batch.length === 0) continue;
    yield separator + batch.map((user) => JSON.stringify(shape.encode(user))).join(',');
    separator = ',';
  }
  yield (separator === ',' ? ']' : `${separator}]`) + after;
}

const streamed = (words: UserListWords, batches: AsyncIterable<readonly User[]>): WireResponse => {
  const body: WireBody = { kind: 'json-stream', chunks: toText(batches, words) };
  return { status: 200, body };
};

const encoder =
  (words: UserListWords, decode: (request: WireRequest) => ListUsersInput) =>
  (list: UserList, request: WireRequest): WireResponse => {
    if (list.kind === 'all') return streamed(words, list.batches);
    const { items, next, total } = list.page;
    const { filter, order } = decode(request);
    const { shape, envelope } = words;
    const array = items.map(shape.encode);
    return json(200, envelope ? { ...envelope.beside, [envelope.under]: array } : array, {
      ...(next && { Link: nextLink(request, sealCursor(next, scopeOf(filter, order))) }),
      ...(total && { 'X-Total-Count': formatTotal(total) }),
    });
  };

const queryTable = ({ filters, sorts }: UserListWords): QueryTable => [
  ...filters.map(({ read: _read, ...parameter }) => parameter),
  orderParameter(sorts),
  ...PAGE_QUERY,
];

/**
 * A list of users in a dialect's words: the whole set as it is read, or with `limit` a page with `Link` and, on the first,
 * `X-Total-Count` (wire contract, "rest": the other dialects take the same parameters).
 */
export const userList = (
  words: UserListWords,
): {
  readonly query: QueryTable;
  readonly decode: (request: WireRequest) => ListUsersInput;
  readonly reply: Reply<UserList>;
} => {
  const decode = decoder(words);
  const shown = toShown(words.shape, true, words.envelope);
  const told: Told = { ...tellOf(shown), headers: ['Link', 'X-Total-Count'] };
  return {
    query: queryTable(words),
    decode,
    reply: { status: 200, shown, told, encode: encoder(words, decode) },
  };
};
