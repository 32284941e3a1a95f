import type { QueryResultRow } from 'pg';
import type { Instant } from '../../src/domain/instant';
import type { Page, Position, Total, UserFilter, UserOrder } from '../../src/domain/paging';
import type { ListUsers } from '../../src/domain/repositories/users';
import { ROLE_IDS, type RoleName, rolesBefore } from '../../src/domain/role';
import { toCanonical } from '../../src/domain/text';
import type { User } from '../../src/domain/user';
import { type UserReaders, userColumns } from '../records/user-record';
import { isLockedAt, isSuspendedAt } from '../records/user-select';
import { type Queryable, rowOf, run, statementsByShape } from '../statement';

/** What a list is ordered by, and the type by which a position's text is read back. */
const SORT_KEYS = {
  id: { sql: 'u.id', type: 'bigint' },
  ulid: { sql: 'u.ulid', type: 'text' },
  username: { sql: 'u.username_canonical', type: 'text' },
  // What is shown as the name, in the words of its index.
  name: { sql: "coalesce(nullif(u.name_canonical, ''), u.username_canonical)", type: 'text' },
  email: { sql: 'u.email_canonical', type: 'text' },
  createdAt: { sql: 'u.created_at', type: 'timestamptz' },
  // Users who never signed in stand before all others, under a key that an index can hold.
  lastSignInAt: { sql: "coalesce(u.last_sign_in_at, '-infinity'::timestamptz)", type: 'timestamptz' },
} as const;

type FilterShape = { readonly [F in keyof UserFilter]-?: string };

const shapeOf = (filter: UserFilter): FilterShape => ({
  status: filter.status ?? '',
  role: filter.role ? 'given' : '',
  primaryRole: filter.primaryRole ? 'given' : '',
  search: filter.search ? 'given' : '',
  deleted: filter.deleted ?? '',
  locked: filter.locked === undefined ? '' : String(filter.locked),
});

const DELETED: Record<string, string> = {
  '': 'u.deleted_at is null',
  only: 'u.deleted_at is not null',
  include: 'true',
};

// Parameters stand in fixed places, so that a shape only decides which of them its text uses.
const NOW = '$1::timestamptz';
const ROLE = '$2::smallint';
const SEARCH = '$3::text';
const PRIMARY = '$4::smallint';
const BEFORE_PRIMARY = '$5::smallint[]';
const LIMIT = '$6::int';
const AFTER_KEY = '$7';
const AFTER_ID = '$8::bigint';

const hasRole = (test: string): string =>
  `exists (select from user_roles f where f.user_id = u.id and f.role_id ${test})`;

/** Every condition is a term of its own, joined by `and`: no `or` can let a deleted user out. */
const conditions = ({ status, role, primaryRole, search, deleted, locked }: FilterShape): string =>
  [
    DELETED[deleted],
    status && `${status === 'suspended' ? '' : 'not '}${isSuspendedAt(NOW)}`,
    role && hasRole(`= ${ROLE}`),
    primaryRole && `${hasRole(`= ${PRIMARY}`)} and not ${hasRole(`= any(${BEFORE_PRIMARY})`)}`,
    search && `u.search_text like ${SEARCH}`,
    locked && `${locked === 'true' ? '' : 'not '}${isLockedAt(NOW)}`,
    // Keeps the types of unused parameters known.
    `(${NOW} is not null or ${ROLE} is null or ${SEARCH} is null or ${PRIMARY} is null or ${BEFORE_PRIMARY} is null)`,
  ]
    .filter(Boolean)
    .join(' and ');

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

// Fields are set apart by a line feed, which none of them can hold. Nor can they hold a carriage return, so that a search
// with a line feed finds nothing instead of the end of one field and the beginning of the next.
const withinOneField = (text: string): string => text.replaceAll('\n', '\r');

const idsOf = (roles: readonly RoleName[]): number[] => roles.map((role) => ROLE_IDS[role]);

const filterValues = (filter: UserFilter, now: Instant): unknown[] => [
  now,
  filter.role ? ROLE_IDS[filter.role] : null,
  filter.search ? `%${escapeLike(withinOneField(toCanonical(filter.search)))}%` : null,
  filter.primaryRole ? ROLE_IDS[filter.primaryRole] : null,
  filter.primaryRole ? idsOf(rolesBefore(filter.primaryRole)) : null,
];

interface ListShape {
  readonly filter: FilterShape;
  readonly order: UserOrder;
  readonly isContinued: boolean;
  readonly reads: ListUsers['reads'];
}

const keysetSql = ({ order, isContinued }: ListShape): { after: string; by: string } => {
  const { sql, type } = SORT_KEYS[order.by];
  const direction = order.descending ? 'desc' : 'asc';
  const sign = order.descending ? '<' : '>';
  if (order.by === 'id')
    return { after: isContinued ? `and u.id ${sign} ${AFTER_KEY}::bigint` : '', by: `u.id ${direction}` };
  return {
    after: isContinued ? `and (${sql}, u.id) ${sign} (${AFTER_KEY}::${type}, ${AFTER_ID})` : '',
    by: `${sql} ${direction}, u.id ${direction}`,
  };
};

const list = statementsByShape<ListShape>(
  (shape) => JSON.stringify(shape),
  (shape) => {
    const { after, by } = keysetSql(shape);
    const columns = userColumns(NOW, shape.reads && ['id', ...shape.reads]);
    // The id is its own key.
    const key = shape.order.by === 'id' ? '' : `, ${SORT_KEYS[shape.order.by].sql} as sort_key`;
    return `
      select ${columns}${key}
      from users u where ${conditions(shape.filter)} ${after}
      order by ${by} limit ${LIMIT}`;
  },
);

const count = statementsByShape<FilterShape>(
  (shape) => JSON.stringify(shape),
  (shape) =>
    `select count(*)::int as count from (select from users u where ${conditions(shape)} limit ${LIMIT}) counted`,
);

const positionValues = (order: UserOrder, after: Position | undefined): unknown[] => {
  if (!after) return [];
  return order.by === 'id' ? [after.id] : [after.key, after.id];
};

const positionOf = (row: QueryResultRow): Position => ({
  key: String(row['sort_key'] ?? row['id']),
  id: Number(row['id']),
});

/** One page of users by keyset: its cost does not grow with the depth, and a row that stays is seen exactly once. */
export const listUsers = async (
  on: Queryable,
  query: ListUsers,
  readers: UserReaders,
): Promise<Page<User>> => {
  const { filter, order, after, limit, now, reads } = query;
  const toUser = readers(reads);
  const statement = list({ filter: shapeOf(filter), order, isContinued: after !== undefined, reads });
  // One more than asked for tells whether anything follows.
  const values = [...filterValues(filter, now), limit + 1, ...positionValues(order, after)];
  const { rows } = await run(on, statement, values);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items: items.map(toUser), ...(rows.length > limit && last && { next: positionOf(last) }) };
};

/** How many users a filter finds, counted no further than the cap. */
export const countUsers = async (
  on: Queryable,
  filter: UserFilter,
  now: Instant,
  cap: number,
): Promise<Total> => {
  const values = [...filterValues(filter, now), cap + 1];
  const found = (await rowOf(on, count(shapeOf(filter)), values, (row) => row['count'] as number)) ?? 0;
  return { count: Math.min(found, cap), isCapped: found > cap };
};
