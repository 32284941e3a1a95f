import type { JSX } from 'preact';
import { Link } from 'wouter-preact';
import type { AuditEntry } from '../../api/types';
import { Badge } from '../../ui/badge';
import { Moment } from '../../ui/moment';
import { Name } from '../../ui/name';
import { SpellingLabel } from '../../ui/spelling-label';
import { type Column, DataTable } from '../../ui/table';

const PAGES: Readonly<Record<string, string>> = { user: '/users' };

const Target = ({ entry }: { readonly entry: AuditEntry }): JSX.Element => {
  const { target_type, target_id } = entry;
  if (target_type === null) return <span class="quiet">none</span>;
  const words = `${target_type} ${target_id ?? ''}`;
  const place = PAGES[target_type];
  return place && target_id ? <Link href={`${place}/${target_id}`}>{words}</Link> : <span>{words}</span>;
};

const Actor = ({ entry }: { readonly entry: AuditEntry }): JSX.Element => {
  const { actor, actor_id, token_id } = entry;
  if (actor_id === null) return <span class="quiet">{actor ?? 'nobody known'}</span>;
  return (
    <>
      <Link href={`/users/${actor_id}`}>
        <Name text={actor ?? `user ${actor_id}`} />
      </Link>
      {token_id !== null && <span class="under">by token {token_id}</span>}
    </>
  );
};

const detailText = (value: unknown): string =>
  value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value);

const Details = ({ entry }: { readonly entry: AuditEntry }): JSX.Element => {
  const known = Object.entries(entry.details).filter(([, value]) => value !== null);
  if (known.length === 0) return <span class="quiet">–</span>;
  return (
    <span class="breakable">{known.map(([name, value]) => `${name}: ${detailText(value)}`).join(' · ')}</span>
  );
};

const COLUMNS: readonly Column<AuditEntry>[] = [
  { name: 'When', cell: ({ at }) => <Moment at={at} /> },
  {
    name: 'What',
    cell: ({ action, result }) => (
      <>
        <span class="strong whole">{action}</span> {result === 'refused' && <Badge tone="bad">refused</Badge>}
      </>
    ),
  },
  { name: 'By', cell: (entry) => <Actor entry={entry} /> },
  {
    name: 'To',
    cell: (entry) => (
      <span class="whole">
        <Target entry={entry} />
      </span>
    ),
  },
  {
    name: 'Through',
    cell: ({ dialect, binding, ip }) => (
      <div class="through">
        <span class="dialect">{dialect}</span> <SpellingLabel text={binding} />
        <span class="under">from {ip}</span>
      </div>
    ),
  },
  { name: 'Details', cell: (entry) => <Details entry={entry} /> },
];

interface Props {
  readonly label: string;
  readonly rows: readonly AuditEntry[];
  readonly none: string;
  readonly isLoading: boolean;
}

/** Entries of the audit trail. */
export const AuditTable = ({ label, rows, none, isLoading }: Props): JSX.Element => (
  <DataTable
    label={label}
    columns={COLUMNS}
    rows={rows}
    keyOf={({ id }) => id}
    none={none}
    isLoading={isLoading}
  />
);
