import type { TrafficRow } from '../../api/usage-types';
import type { Line } from '../../ui/chart';

/** How far back one looks. */
export type Range = '1h' | '24h' | '7d' | '14d';

export const RANGES: readonly (readonly [Range, string])[] = [
  ['1h', '1 hour'],
  ['24h', '24 hours'],
  ['7d', '7 days'],
  ['14d', '14 days'],
];

const SPANS: Readonly<Record<Range, { readonly seconds: number; readonly step: number }>> = {
  '1h': { seconds: 3600, step: 60 },
  '24h': { seconds: 86_400, step: 900 },
  '7d': { seconds: 7 * 86_400, step: 7200 },
  '14d': { seconds: 14 * 86_400, step: 14_400 },
};

/** A stretch of time in steps; all in seconds since 1970. */
export interface Span {
  readonly since: number;
  readonly until: number;
  readonly step: number;
}

/** The stretch that ends now, in whole steps. */
export const spanOf = (range: Range, now: number): Span => {
  const { seconds, step } = SPANS[range];
  const until = Math.ceil(now / 1000 / step) * step;
  return { since: until - seconds, until, step };
};

/** A time as the API takes it. */
export const iso = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000', '');

/** The times of the steps. */
export const timesOf = ({ since, until, step }: Span): number[] =>
  Array.from({ length: Math.round((until - since) / step) }, (_, index) => since + index * step);

/** One line for each dialect; `none` stands where a step has no row. */
export const linesOf = (
  rows: readonly TrafficRow[],
  times: readonly number[],
  of: (row: TrafficRow) => number | null,
  none: number | null,
): Line[] => {
  const dialects = [...new Set(rows.map(({ dialect }) => dialect))].sort();
  return dialects.map((name) => {
    const values = new Map(
      rows.filter(({ dialect }) => dialect === name).map((row) => [Date.parse(row.at) / 1000, of(row)]),
    );
    return { name, values: times.map((time) => values.get(time) ?? none) };
  });
};
