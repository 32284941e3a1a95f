import type { Figure } from './measure';

/** A figure with what it is to reach. */
export interface Claim {
  readonly says: string;
  /** Not a number where the system does not tell. */
  readonly value: number;
  readonly unit: '' | 'x' | 'ms' | 'MB' | 'B' | 's' | 'AUC';
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** What was measured of one thing. */
export interface Line {
  readonly what: string;
  readonly claims: readonly Claim[];
  /** Absolute figures. */
  readonly beside: string;
}

const DIGITS: Readonly<Record<Claim['unit'], number>> = { '': 0, x: 2, ms: 1, MB: 0, B: 0, s: 2, AUC: 3 };

/** A value as it is printed; `-` where there is none. */
export const show = (value: number, digits = 0): string =>
  Number.isNaN(value) ? '-' : value.toFixed(digits);

/** `2.31 x` */
export const showClaim = ({ says, value, unit }: Claim): string =>
  `${says} ${show(value, DIGITS[unit])} ${unit}`.trimEnd();

/** `>= 2 x`; empty where there is none. */
export const showTarget = ({ atLeast, atMost, unit }: Claim): string => {
  if (atLeast !== undefined) return `>= ${atLeast} ${unit}`;
  return atMost === undefined ? '' : `<= ${atMost} ${unit}`;
};

/** Judged by the value itself, not by what rounding makes of it. */
export const verdictOf = ({ value, atLeast, atMost }: Claim): string => {
  if (atLeast === undefined && atMost === undefined) return '';
  if (Number.isNaN(value)) return '-';
  return value >= (atLeast ?? value) && value <= (atMost ?? value) ? 'met' : 'NOT met';
};

/** Rate, CPU of the server and of Postgres an answer, and latency. */
export const showFigure = ({ perSecond, nodeMicros, postgresMicros, p99 }: Figure): string =>
  `${show(perSecond)}/s ${show(nodeMicros)}+${show(postgresMicros)} us p99 ${show(p99, 1)} ms`;

/** A line about rate, and CPU where asked, of one thing as a ratio of another. */
export const compared = (
  what: string,
  figure: Figure,
  baseline: Figure,
  targets: { readonly rate?: number; readonly cpu?: number } = {},
): Line => ({
  what,
  claims: [
    {
      says: 'rate',
      value: figure.perSecond / baseline.perSecond,
      unit: 'x',
      ...(targets.rate !== undefined && { atLeast: targets.rate }),
    },
    {
      says: 'CPU',
      value: figure.cpuMicros / baseline.cpuMicros,
      unit: 'x',
      ...(targets.cpu !== undefined && { atMost: targets.cpu }),
    },
  ],
  beside: `${showFigure(figure)} | ${showFigure(baseline)}`,
});
