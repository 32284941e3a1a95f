import type { JSX } from 'preact';
import { Link } from 'wouter-preact';
import type { UsageRow } from '../../api/usage-types';
import { Moment } from '../../ui/moment';
import { SpellingLabel } from '../../ui/spelling-label';
import type { Column } from '../../ui/table';
import { Trend } from '../../ui/trend';
import { LifecycleBadge } from './lifecycle-badge';

/** Where the callers of a spelling are shown. */
export const bindingPath = (binding: string): string => `/aliases/binding/${encodeURIComponent(binding)}`;

const Instead = ({ row }: { readonly row: UsageRow }): JSX.Element => {
  const { binding, canonical, lifecycle } = row;
  const instead = lifecycle?.successor ?? (canonical === binding ? null : canonical);
  return instead ? <SpellingLabel text={instead} /> : <span class="quiet">itself: canonical</span>;
};

/** What a caller, or everybody, asks of spellings. */
export const BINDING_COLUMNS: readonly Column<UsageRow>[] = [
  {
    name: 'Spelling',
    cell: ({ binding, dialect, operation }) => (
      <>
        <Link href={bindingPath(binding ?? '')}>
          <SpellingLabel text={binding ?? ''} />
        </Link>
        <span class="under">
          {dialect} · {operation}
        </span>
      </>
    ),
  },
  { name: 'Instead', cell: (row) => <Instead row={row} /> },
  { name: 'Lifecycle', cell: ({ lifecycle }) => <LifecycleBadge going={lifecycle} /> },
  { name: 'Callers', isNumber: true, cell: ({ callers }) => callers.toLocaleString('en') },
  { name: 'Requests', isNumber: true, cell: ({ requests }) => requests.toLocaleString('en') },
  { name: 'Errors', isNumber: true, cell: ({ errors }) => errors.toLocaleString('en') },
  {
    name: 'Last 7 days',
    isNumber: true,
    cell: (row) => <Trend weeks={{ last: row.last_7_days, previous: row.previous_7_days }} />,
  },
  { name: 'Last call', cell: ({ last_at }) => <Moment at={last_at} isShort /> },
];
