import type { UserSort } from '../../../src/domain/paging';
import { choiceFilter, deletedFilter, roleFilter, searchFilter } from '../../codec/user-filters';

/** What `sort` may name. */
export const SORTS: Readonly<Record<string, UserSort>> = {
  id: 'id',
  username: 'username',
  email: 'email',
  created_at: 'createdAt',
  last_login: 'lastSignInAt',
};

const STATUSES = { active: 'active', suspended: 'suspended' } as const;

/** What lists are narrowed by. */
export const FILTERS = [
  choiceFilter('status', 'status', STATUSES, 'Those who are active, or suspended'),
  roleFilter('role'),
  searchFilter,
  deletedFilter,
];
