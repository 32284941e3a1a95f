import type { Users } from '../../src/domain/repositories/users';
import type { User, UserRef } from '../../src/domain/user';
import { gathered } from '../gather';
import { type UserReader, userColumns } from '../records/user-record';
import { type Queryable, statement } from '../statement';

const KEYS: Readonly<Record<UserRef['kind'], { readonly column: string; readonly type: string }>> = {
  id: { column: 'id', type: 'bigint' },
  ulid: { column: 'ulid', type: 'text' },
  hex: { column: 'hex_id', type: 'text' },
};

const readingBy = (on: Queryable, toUser: UserReader, kind: UserRef['kind'], isLive: boolean) => {
  const { column, type } = KEYS[kind];
  const select = (condition: string) => `
    select ${userColumns('$2::timestamptz')} from users u
    where u.${column} ${condition} ${isLive ? 'and u.deleted_at is null' : ''}`;
  return gathered<User>(on, {
    one: statement(select(`= $1::${type}`)),
    many: statement(select(`= any($1::${type}[])`)),
    keyOf: (row) => String(row[column]),
    map: toUser,
  });
};

const readingsOf = (on: Queryable, toUser: UserReader, isLive: boolean) => ({
  id: readingBy(on, toUser, 'id', isLive),
  ulid: readingBy(on, toUser, 'ulid', isLive),
  hex: readingBy(on, toUser, 'hex', isLive),
});

/** `Users.find` for readers outside any transaction: those who ask in one turn of the loop are answered together. */
export const gatheredFind = (on: Queryable, toUser: UserReader): Users['find'] => {
  const live = readingsOf(on, toUser, true);
  const all = readingsOf(on, toUser, false);
  return ({ kind, value }, now, deleted) => (deleted === 'include' ? all : live)[kind](value, now);
};
