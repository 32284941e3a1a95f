import type { JSX } from 'preact';
import type { Role } from '../../api/types';
import { useAnswer } from '../../api/use-answer';
import { type Option, SelectField, TextField } from '../../ui/fields';

/** What the list of users is narrowed and ordered by; empty where it is not. */
export interface UserFilter {
  readonly q: string;
  readonly status: string;
  readonly role: string;
  readonly locked: string;
  readonly deleted: string;
  readonly sort: string;
}

export const NO_FILTER: UserFilter = { q: '', status: '', role: '', locked: '', deleted: '', sort: 'id' };

const STATUSES: readonly Option[] = [
  ['', 'Any'],
  ['active', 'Active'],
  ['suspended', 'Suspended'],
];
const LOCKS: readonly Option[] = [
  ['', 'Any'],
  ['true', 'Locked'],
  ['false', 'Not locked'],
];
const DELETED: readonly Option[] = [
  ['', 'Hide'],
  ['include', 'Show too'],
  ['only', 'Only these'],
];
const SORTS: readonly Option[] = [
  ['id', 'Oldest first'],
  ['-id', 'Newest first'],
  ['username', 'Username A–Z'],
  ['-username', 'Username Z–A'],
  ['email', 'Email A–Z'],
  ['-last_login', 'Latest sign-in'],
];

interface Props {
  readonly filter: UserFilter;
  readonly onFilter: (filter: UserFilter) => void;
}

/** The fields that narrow the list of users. */
export const UserFilters = ({ filter, onFilter }: Props): JSX.Element => {
  const roles = useAnswer<readonly Role[]>('/api/roles').answer?.body ?? [];
  const set = (name: keyof UserFilter) => (value: string) => onFilter({ ...filter, [name]: value });
  return (
    <search class="filters">
      <TextField
        label="Search"
        type="search"
        value={filter.q}
        onValue={set('q')}
        placeholder="Username, name or email"
      />
      <SelectField label="Status" value={filter.status} onValue={set('status')} options={STATUSES} />
      <SelectField
        label="Role"
        value={filter.role}
        onValue={set('role')}
        options={[['', 'Any'], ...roles.map(({ name }) => name)]}
      />
      <SelectField label="Sign-in" value={filter.locked} onValue={set('locked')} options={LOCKS} />
      <SelectField label="Deleted" value={filter.deleted} onValue={set('deleted')} options={DELETED} />
      <SelectField label="Order" value={filter.sort} onValue={set('sort')} options={SORTS} />
    </search>
  );
};
