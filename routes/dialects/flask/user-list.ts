import { choiceFilter, deletedFilter, roleFilter, searchFilter } from '../../codec/user-filters';
import { userList } from '../../codec/user-list';
import { listedUserShape } from './user-shapes';

/** The list of users: a bare array, with the parameters that every dialect's list has. */
export const listOfUsers = userList({
  shape: listedUserShape,
  filters: [
    choiceFilter(
      'is_active',
      'status',
      { true: 'active', false: 'suspended' },
      'Those who are active, or suspended',
    ),
    roleFilter('role'),
    searchFilter,
    deletedFilter,
  ],
  sorts: {
    id: 'id',
    username: 'username',
    email: 'email',
    created_at: 'createdAt',
    last_login: 'lastSignInAt',
  },
});
