import type { ListUsers, Users } from '../../src/domain/repositories/users';
import type { UserReaders } from '../records/user-record';
import { shared } from '../share';
import type { Queryable } from '../statement';
import { countUsers, listUsers } from './user-list';

/**
 * Lists and counts for readers outside any transaction. Pages that many look at, such as the first one, are often asked for at
 * the same time, and a count costs a hundred times what a user does.
 */
export const sharedLists = (on: Queryable, readers: UserReaders): Pick<Users, 'list' | 'count'> => {
  const list = shared(JSON.stringify as (query: Omit<ListUsers, 'now'>) => string, (query, now) =>
    listUsers(on, { ...query, now }, readers),
  );
  const count = shared(
    JSON.stringify as (counted: Pick<ListUsers, 'filter'> & { readonly cap: number }) => string,
    ({ filter, cap }, now) => countUsers(on, filter, now, cap),
  );
  return {
    list: ({ now, ...query }) => list(query, now),
    count: (filter, now, cap) => count({ filter, cap }, now),
  };
};
