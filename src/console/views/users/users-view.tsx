import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { withQuery } from '../../api/query';
import { useRemembered } from '../../api/remembered';
import type { User } from '../../api/types';
import { Moment } from '../../ui/moment';
import { Name } from '../../ui/name';
import { ViewFailure } from '../../ui/notices';
import { Pager, usePages } from '../../ui/pager';
import { type Column, DataTable } from '../../ui/table';
import { useDebounced } from '../../ui/use-debounced';
import { View } from '../../ui/view';
import { CreateUserDialog } from './create-user-dialog';
import { NO_FILTER, UserFilters } from './user-filters';
import { UserState } from './user-state';

const PAGE = 50;

const COLUMNS: readonly Column<User>[] = [
  {
    name: 'User',
    cell: (user) => (
      <>
        <Link class="strong" href={`/users/${user.id}`}>
          <Name text={user.username} />
        </Link>
        {user.name && <span class="under">{user.name}</span>}
      </>
    ),
  },
  { name: 'Email', cell: ({ email }) => <span class="breakable">{email}</span> },
  { name: 'Roles', cell: ({ roles }) => roles.join(', '), isMinor: true },
  { name: 'State', cell: (user) => <UserState user={user} /> },
  { name: 'Last sign-in', cell: (user) => <Moment at={user.last_login} isShort /> },
  { name: 'Created', cell: (user) => <Moment at={user.created_at} isShort />, isMinor: true },
  { name: 'Id', cell: ({ id }) => id, isNumber: true, isMinor: true },
];

const totalWords = (total: string | null): string | null => {
  if (total === null) return null;
  if (total.endsWith('+')) return `more than ${Number(total.slice(0, -1)).toLocaleString('en')} users`;
  return total === '1' ? '1 user' : `${Number(total).toLocaleString('en')} users`;
};

/** The list of users. */
export const UsersView = (): JSX.Element => {
  const [filter, setFilter] = useRemembered('users', NO_FILTER);
  const [isCreating, setCreating] = useState(false);
  const q = useDebounced(filter.q.trim());
  const pages = usePages<User>(withQuery('/api/directory', { ...filter, q, limit: PAGE }));
  const { answer, failure, isLoading, reload, total } = pages;
  return (
    <View
      title="Users"
      beside={
        <span class="quiet" role="status">
          {totalWords(total)}
        </span>
      }
      actions={
        <button type="button" class="small" onClick={() => setCreating(true)}>
          New user
        </button>
      }
    >
      <UserFilters filter={filter} onFilter={setFilter} />
      {failure && <ViewFailure failure={failure} onRetry={reload} />}
      {(answer || !failure) && (
        <DataTable
          label="Users"
          columns={COLUMNS}
          rows={answer?.body ?? []}
          keyOf={({ id }) => id}
          none="No user fits."
          isLoading={isLoading}
        />
      )}
      <Pager pages={pages} />
      {isCreating && <CreateUserDialog onClose={() => setCreating(false)} />}
    </View>
  );
};
