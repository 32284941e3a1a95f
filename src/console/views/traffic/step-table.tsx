import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { TrafficRow } from '../../api/usage-types';
import { utc } from '../../ui/moment';
import { type Column, DataTable } from '../../ui/table';

const millis = (value: number | null): string => (value === null ? '–' : `${Number(value.toFixed(1))} ms`);

const COLUMNS: readonly Column<TrafficRow>[] = [
  { name: 'From', cell: ({ at }) => utc(at) },
  { name: 'Dialect', cell: ({ dialect }) => <span class="dialect">{dialect}</span> },
  { name: 'Requests', isNumber: true, cell: ({ requests }) => requests.toLocaleString('en') },
  { name: 'Client errors', isNumber: true, cell: (row) => row.client_errors.toLocaleString('en') },
  { name: 'Server errors', isNumber: true, cell: (row) => row.server_errors.toLocaleString('en') },
  { name: 'p50', isNumber: true, cell: ({ p50_ms }) => millis(p50_ms) },
  { name: 'p95', isNumber: true, cell: ({ p95_ms }) => millis(p95_ms) },
  { name: 'p99', isNumber: true, cell: ({ p99_ms }) => millis(p99_ms) },
];

/** What the charts show, as a table, for those who want it. */
export const StepTable = ({ rows }: { readonly rows: readonly TrafficRow[] }): JSX.Element => {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>The charts as a table</summary>
      {isOpen && (
        <DataTable
          label="Requests and latencies by step and dialect"
          columns={COLUMNS}
          rows={rows}
          keyOf={({ at, dialect }) => `${at} ${dialect}`}
          none="Nothing."
        />
      )}
    </details>
  );
};
