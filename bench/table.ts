import { type Line, showClaim, showTarget, verdictOf } from './line';

/** What became of a row: its lines, or why there are none. */
export interface Outcome {
  readonly row: string;
  readonly lines: readonly Line[];
  readonly note?: string;
}

type Cells = readonly [
  row: string,
  what: string,
  figure: string,
  target: string,
  verdict: string,
  beside: string,
];

const HEAD: Cells = ['row', 'what', 'figure', 'target', 'verdict', 'absolute (subject | baseline)'];

const cellsOfLine = (row: string, { what, claims, beside }: Line): Cells[] =>
  claims.map((claim, place) => [
    row,
    what,
    showClaim(claim),
    showTarget(claim),
    verdictOf(claim),
    place === 0 ? beside : '',
  ]);

const cellsOf = ({ row, lines, note }: Outcome): Cells[] => [
  ...lines.flatMap((line) => cellsOfLine(row, line)),
  ...(note === undefined ? [] : [[row, '', '', '', 'not measured', note] satisfies Cells]),
];

/** The table as text, a line for each figure. */
export const formatTable = (outcomes: readonly Outcome[]): string => {
  const rows = [HEAD, ...outcomes.flatMap(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  return rows
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
