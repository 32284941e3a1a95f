import type { JSX } from 'preact';
import type { TrafficRow } from '../../api/usage-types';
import { type Column, DataTable } from '../../ui/table';

interface Total {
  readonly dialect: string;
  readonly requests: number;
  readonly clientErrors: number;
  readonly serverErrors: number;
  readonly worst: number | null;
}

const totalOf = (dialect: string, rows: readonly TrafficRow[]): Total => {
  const own = rows.filter((row) => row.dialect === dialect);
  const sum = (of: (row: TrafficRow) => number): number => own.reduce((total, row) => total + of(row), 0);
  const slowest = Math.max(...own.map(({ p95_ms }) => p95_ms ?? 0));
  return {
    dialect,
    requests: sum(({ requests }) => requests),
    clientErrors: sum(({ client_errors }) => client_errors),
    serverErrors: sum(({ server_errors }) => server_errors),
    worst: slowest > 0 ? slowest : null,
  };
};

const COLUMNS: readonly Column<Total>[] = [
  { name: 'Dialect', cell: ({ dialect }) => <span class="dialect">{dialect}</span> },
  { name: 'Requests', isNumber: true, cell: ({ requests }) => requests.toLocaleString('en') },
  { name: 'Client errors', isNumber: true, cell: ({ clientErrors }) => clientErrors.toLocaleString('en') },
  { name: 'Server errors', isNumber: true, cell: ({ serverErrors }) => serverErrors.toLocaleString('en') },
  {
    name: 'Slowest p95 of a step',
    isNumber: true,
    cell: ({ worst }) => (worst === null ? '–' : `${Number(worst.toFixed(1))} ms`),
  },
];

/** The whole time, dialect by dialect. */
export const TotalsTable = ({ rows }: { readonly rows: readonly TrafficRow[] }): JSX.Element => (
  <DataTable
    label="Requests and errors by dialect"
    columns={COLUMNS}
    rows={[...new Set(rows.map(({ dialect }) => dialect))].sort().map((name) => totalOf(name, rows))}
    keyOf={({ dialect }) => dialect}
    none="Nothing."
  />
);
