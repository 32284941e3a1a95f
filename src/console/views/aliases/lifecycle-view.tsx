import type { JSX } from 'preact';
import { Link } from 'wouter-preact';
import type { LifecycleRow, UsageRow } from '../../api/usage-types';
import { useAnswer } from '../../api/use-answer';
import { Moment, utc } from '../../ui/moment';
import { ViewFailure } from '../../ui/notices';
import { SpellingLabel } from '../../ui/spelling-label';
import { type Column, DataTable } from '../../ui/table';
import { Trend } from '../../ui/trend';
import { AliasesFrame } from './aliases-frame';
import { bindingPath } from './binding-columns';
import { LifecycleBadge } from './lifecycle-badge';
import { MOST_ROWS } from './most-rows';

const Brownouts = ({ row }: { readonly row: LifecycleRow }): JSX.Element =>
  row.brownouts.length === 0 ? (
    <span class="quiet">none</span>
  ) : (
    <>
      {row.brownouts.map(({ from, until }) => (
        <span key={from} class="block">
          {utc(from)} – {utc(until)}
        </span>
      ))}
      {row.exempt.length > 0 && <span class="under">spares {row.exempt.join(', ')}</span>}
    </>
  );

const Calls = ({ use }: { readonly use: UsageRow | undefined }): JSX.Element => (
  <Trend weeks={{ last: use?.last_7_days ?? 0, previous: use?.previous_7_days ?? 0 }} />
);

const columns = (uses: readonly UsageRow[]): Column<LifecycleRow>[] => [
  {
    name: 'Spelling',
    cell: ({ binding, dialect, operation }) => (
      <>
        <Link href={bindingPath(binding)}>
          <SpellingLabel text={binding} />
        </Link>
        <span class="under">
          {dialect} · {operation}
        </span>
      </>
    ),
  },
  { name: 'Status', cell: (row) => <LifecycleBadge going={{ ...row, sunset: null }} /> },
  { name: 'Deprecated', cell: ({ deprecated }) => <Moment at={deprecated} none="–" /> },
  { name: 'Sunset', cell: ({ sunset }) => <Moment at={sunset} none="–" /> },
  {
    name: 'Successor',
    cell: ({ successor }) => (successor ? <SpellingLabel text={successor} /> : <span class="quiet">–</span>),
  },
  { name: 'Brownouts', cell: (row) => <Brownouts row={row} /> },
  {
    name: 'Calls, last 7 days',
    isNumber: true,
    cell: ({ binding }) => <Calls use={uses.find((row) => row.binding === binding)} />,
  },
];

/** Which spellings are on their way out, and who still needs them. */
export const LifecycleView = (): JSX.Element => {
  const { answer, failure, isLoading, reload } = useAnswer<readonly LifecycleRow[]>('/api/lifecycle');
  const uses = useAnswer<readonly UsageRow[]>(`/api/usage?by=binding&limit=${MOST_ROWS}`);
  return (
    <AliasesFrame>
      {failure ? (
        <ViewFailure failure={failure} onRetry={reload} />
      ) : (
        <DataTable
          label="Spellings that have a lifecycle"
          columns={columns(uses.answer?.body ?? [])}
          rows={answer?.body ?? []}
          // Of one address, the body may decide between several.
          keyOf={({ binding }, index) => `${binding} ${index}`}
          none="No spelling is deprecated: all of them are live for good."
          isLoading={isLoading}
        />
      )}
    </AliasesFrame>
  );
};
