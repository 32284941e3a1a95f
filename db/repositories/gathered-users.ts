import type { Users } from '../../src/domain/repositories/users';
import type { UserField, UserRef } from '../../src/domain/user';
import { gathered } from '../gather';
import { type UserReader, type UserReaders, userColumns } from '../records/user-record';
import { type Queryable, statement } from '../statement';

interface Key {
  readonly column: string;
  readonly type: string;
  readonly field: UserField;
}

const KEYS: Readonly<Record<UserRef['kind'], Key>> = {
  id: { column: 'id', type: 'bigint', field: 'id' },
  ulid: { column: 'ulid', type: 'text', field: 'ulid' },
  hex: { column: 'hex_id', type: 'text', field: 'hexId' },
};

interface Reading {
  readonly kind: UserRef['kind'];
  readonly isLive: boolean;
  /** All of them unless said. */
  readonly reads?: readonly UserField[];
}

const readingBy = (on: Queryable, toUser: UserReader, { kind, isLive, reads }: Reading) => {
  const { column, type, field } = KEYS[kind];
  const select = (condition: string) => `
    select ${userColumns('$2::timestamptz', reads && [field, ...reads])} from users u
    where u.${column} ${condition} ${isLive ? 'and u.deleted_at is null' : ''}`;
  return gathered(on, {
    one: statement(select(`= $1::${type}`)),
    many: statement(select(`= any($1::${type}[])`)),
    keyOf: (row) => String(row[column]),
    map: toUser,
  });
};

type Readings = Readonly<Record<UserRef['kind'], ReturnType<typeof readingBy>>>;

const readingsOf = (on: Queryable, readers: UserReaders, of: Omit<Reading, 'kind'>): Readings => {
  const toUser = readers(of.reads);
  return {
    id: readingBy(on, toUser, { ...of, kind: 'id' }),
    ulid: readingBy(on, toUser, { ...of, kind: 'ulid' }),
    hex: readingBy(on, toUser, { ...of, kind: 'hex' }),
  };
};

/**
 * How users are found outside any transaction: those who ask for the same fields in one turn of the loop are answered
 * together. Lists of fields are told apart by their identity: they are parts of the route table.
 */
export const gatheredFinds = (on: Queryable, readers: UserReaders): Pick<Users, 'find' | 'findPart'> => {
  const live = readingsOf(on, readers, { isLive: true });
  const all = readingsOf(on, readers, { isLive: false });
  const inPart = new WeakMap<readonly UserField[], Readings>();
  const partOf = (reads: readonly UserField[]): Readings => {
    const known = inPart.get(reads);
    if (known) return known;
    const made = readingsOf(on, readers, { isLive: true, reads });
    inPart.set(reads, made);
    return made;
  };
  return {
    find: ({ kind, value }, now, deleted) => (deleted === 'include' ? all : live)[kind](value, now),
    findPart: ({ kind, value }, now, reads) => partOf(reads)[kind](value, now),
  };
};
