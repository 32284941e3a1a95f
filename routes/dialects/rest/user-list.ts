import type { Total, UserFilter, UserOrder } from '../../../src/domain/paging';
import { isRoleName, ROLE_NAMES } from '../../../src/domain/role';
import type { User } from '../../../src/domain/user';
import type { ListUsersInput, UserList } from '../../../src/operations/contract';
import { openCursor, sealCursor } from '../../codec/cursor';
import type { Shape } from '../../codec/fields';
import { queryChoice, queryInteger, queryText, refuse } from '../../codec/query';
import { json, type WireRequest, type WireResponse } from '../../wire';

const SORTS = {
  id: 'id',
  username: 'username',
  email: 'email',
  created_at: 'createdAt',
  last_login: 'lastSignInAt',
} as const;

const STATUSES = { active: 'active', suspended: 'suspended' } as const;
const DELETED = { only: 'only', include: 'include' } as const;
const YES_NO = { true: true, false: false } as const;
const PAGE = { min: 1, max: 200 } as const;

const decodeOrder = (request: WireRequest): UserOrder => {
  const sort = queryText(request, 'sort') ?? 'id';
  const name = sort.replace(/^-/, '');
  if (!Object.hasOwn(SORTS, name))
    return refuse({ field: 'sort', rule: 'one_of', expected: Object.keys(SORTS) });
  return { by: SORTS[name as keyof typeof SORTS], descending: sort.startsWith('-') };
};

const decodeRole = (request: WireRequest) => {
  const role = queryText(request, 'role');
  if (role === undefined || isRoleName(role)) return role;
  return refuse({ field: 'role', rule: 'one_of', expected: ROLE_NAMES });
};

const given = <K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> =>
  value === undefined ? {} : ({ [key]: value } as Record<K, V>);

const decodeFilter = (request: WireRequest, hasLocked: boolean): UserFilter => ({
  ...given('status', queryChoice(request, 'status', STATUSES)),
  ...given('role', decodeRole(request)),
  ...given('search', queryText(request, 'q') || undefined),
  ...given('deleted', queryChoice(request, 'deleted', DELETED)),
  ...given('locked', hasLocked ? queryChoice(request, 'locked', YES_NO) : undefined),
});

/** What a cursor is good for: the same list in the same order. */
const scopeOf = (filter: UserFilter, order: UserOrder): string => JSON.stringify([order, filter]);

/** The list's parameters: filters, `sort`, `limit`, `cursor`; `locked` only where the list is the directory. */
export const decodeList =
  ({ hasLocked }: { readonly hasLocked: boolean }) =>
  (request: WireRequest): ListUsersInput => {
    const filter = decodeFilter(request, hasLocked);
    const order = decodeOrder(request);
    const limit = queryInteger(request, 'limit', PAGE);
    const cursor = queryText(request, 'cursor');
    if (limit === undefined) {
      return cursor === undefined ? { filter, order } : refuse({ field: 'limit', rule: 'required' });
    }
    const after = cursor === undefined ? undefined : openCursor(cursor, scopeOf(filter, order));
    return { filter, order, limit, ...given('after', after) };
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

async function* toJsonArray(
  batches: AsyncIterable<readonly User[]>,
  shape: Shape<User>,
): AsyncGenerator<string> {
  let separator = '[';
  for await (const batch of batches) {
    if (batch.length === 0) continue;
    yield separator + batch.map((user) => JSON.stringify(shape.encode(user))).join(',');
    separator = ',';
  }
  yield separator === '[' ? '[]' : ']';
}

/** A bare array: the whole set as it is read, or a page with `Link` and, on the first, `X-Total-Count`. */
export const encodeList =
  (shape: Shape<User>, decode: (request: WireRequest) => ListUsersInput) =>
  (list: UserList, request: WireRequest): WireResponse => {
    if (list.kind === 'all') {
      return { status: 200, body: { kind: 'json-stream', chunks: toJsonArray(list.batches, shape) } };
    }
    const { items, next, total } = list.page;
    const { filter, order } = decode(request);
    return json(200, items.map(shape.encode), {
      ...(next && { Link: nextLink(request, sealCursor(next, scopeOf(filter, order))) }),
      ...(total && { 'X-Total-Count': formatTotal(total) }),
    });
  };
