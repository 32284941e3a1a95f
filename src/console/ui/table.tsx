import type { ComponentChildren, JSX } from 'preact';

/** A column: its heading, and what stands in it for a row. */
export interface Column<T> {
  readonly name: string;
  readonly cell: (row: T) => ComponentChildren;
  readonly isNumber?: boolean;
  /** Left out where there is little room. */
  readonly isMinor?: boolean;
  /** The heading is for screen readers alone. */
  readonly isUnnamed?: boolean;
}

interface TableProps<T> {
  /** What the table is of, for those who do not see it. */
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T, index: number) => string | number;
  readonly none: string;
  readonly isLoading?: boolean;
}

// Drawn as cards on a small screen, and still a table to those who hear it: that needs the roles said.
const ROLE = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  heading: { role: 'columnheader' },
  cell: { role: 'cell' },
} as const;

const classOf = ({ isNumber, isMinor }: { isNumber?: boolean; isMinor?: boolean }): string | undefined =>
  [isNumber && 'number', isMinor && 'minor'].filter(Boolean).join(' ') || undefined;

/** A table that a small screen shows as cards. */
export const DataTable = <T,>(props: TableProps<T>): JSX.Element => {
  const { label, columns, rows, keyOf, none, isLoading = false } = props;
  if (rows.length === 0) return <p class="empty">{isLoading ? 'Loading …' : none}</p>;
  return (
    <div class="scroll">
      <table {...ROLE.table} aria-label={label} class="data" aria-busy={isLoading}>
        <thead {...ROLE.group}>
          <tr {...ROLE.row}>
            {columns.map((column) => (
              <th key={column.name} {...ROLE.heading} scope="col" class={classOf(column)}>
                {column.isUnnamed ? <span class="off-screen">{column.name}</span> : column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...ROLE.group}>
          {rows.map((row, index) => (
            <tr key={keyOf(row, index)} {...ROLE.row}>
              {columns.map((column) => (
                <td
                  key={column.name}
                  {...ROLE.cell}
                  data-label={column.isUnnamed ? undefined : column.name}
                  class={classOf(column)}
                >
                  <div>{column.cell(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
