import type { Fault, Finding } from './fault';

/** What became of a fault. */
export interface Outcome {
  readonly fault: Fault;
  readonly finding: Finding;
  readonly seconds: number;
}

type Cells = readonly [row: string, fault: string, ok: string, seconds: string];

const HEAD: Cells = ['row', 'fault', 'ok', 'took'];
const INDENT = '      ';

const verdictOf = ({ ok }: Finding): string => {
  if (ok === null) return 'skipped';
  return ok ? 'yes' : 'NO';
};

const cellsOf = ({ fault, finding, seconds }: Outcome): Cells => [
  fault.row === null ? '-' : String(fault.row),
  fault.name,
  verdictOf(finding),
  `${seconds.toFixed(0)} s`,
];

/** The table as text: of each fault a line, what is done, what is promised, and the figures. */
export const formatTable = (outcomes: readonly Outcome[]): string => {
  const rows = [HEAD, ...outcomes.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const lineOf = (cells: Cells): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [
    lineOf(HEAD),
    ...outcomes.flatMap((outcome) => [
      lineOf(cellsOf(outcome)),
      `${INDENT}done      ${outcome.fault.says}`,
      `${INDENT}expected  ${outcome.fault.expected}`,
      `${INDENT}figure    ${outcome.finding.figure}`,
    ]),
  ].join('\n');
};
