import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { useStore } from '../api/store';
import { shownTheme } from './theme';

/** A line of a chart; null where there is no value. */
export interface Line {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

interface ChartProps {
  /** What it shows, for those who do not see it. */
  readonly label: string;
  /** Seconds since 1970. */
  readonly times: readonly number[];
  readonly lines: readonly Line[];
  /** How a value is written. */
  readonly format: (value: number) => string;
  /** Charts of one group move their cursors together. */
  readonly group: string;
}

const HEIGHT = 190;
const DASHES: readonly (readonly number[])[] = [[], [7, 4], [2, 3], [10, 3, 2, 3], [5, 2]];

const colour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** A CSS colour as a canvas takes it: `light-dark()` is resolved by an element. */
const resolved = (name: string): string => {
  const probe = document.createElement('span');
  probe.style.color = colour(name);
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
};

const DAY_SECONDS = 86_400;

/** Days as `11-20`, and times in between as `18:00`. */
const writeTimes = (_plot: uPlot, splits: number[], _axis: number, _space: number, step: number): string[] =>
  splits.map((seconds) => {
    const text = new Date(seconds * 1000).toISOString();
    return step >= DAY_SECONDS || seconds % DAY_SECONDS === 0 ? text.slice(5, 10) : text.slice(11, 16);
  });

const axis = (format?: (value: number) => string): uPlot.Axis => ({
  stroke: resolved('--quiet'),
  grid: { stroke: resolved('--line'), width: 1 },
  ticks: { stroke: resolved('--line'), width: 1 },
  font: '12px system-ui, sans-serif',
  ...(format ? { size: 62, values: (_plot: uPlot, values: number[]) => values.map(format) } : {}),
});

const series = ({ name }: Line, index: number, format: (value: number) => string): uPlot.Series => ({
  label: name,
  stroke: resolved(`--line-${(index % DASHES.length) + 1}`),
  width: 1.75,
  dash: [...(DASHES[index % DASHES.length] ?? [])],
  spanGaps: false,
  points: { show: false },
  value: (_plot, value) => (value === null ? '–' : format(value)),
});

const optionsOf = ({ lines, format, group }: ChartProps, width: number): uPlot.Options => ({
  width,
  height: HEIGHT,
  // As everywhere in the console.
  tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
  cursor: { sync: { key: group }, drag: { x: false, y: false } },
  scales: { y: { range: (_plot, _low, high) => [0, high > 0 ? high * 1.08 : 1] } },
  axes: [{ ...axis(), size: 32, values: writeTimes }, axis(format)],
  series: [
    {
      value: (_plot, seconds) =>
        seconds === null ? '–' : new Date(seconds * 1000).toISOString().slice(5, 16).replace('T', ' '),
    },
    ...lines.map((line, index) => series(line, index, format)),
  ],
});

const dataOf = ({ times, lines }: ChartProps): uPlot.AlignedData => [
  [...times],
  ...lines.map(({ values }) => [...values]),
];

/** Lines over time. What it shows is told by a table as well, wherever one of these stands. */
export const Chart = (props: ChartProps): JSX.Element => {
  const element = useRef<HTMLDivElement>(null);
  const theme = useStore(shownTheme);
  // A canvas is drawn anew in other colours.
  useEffect(() => {
    const place = element.current;
    if (!place) return undefined;
    const plot = new uPlot(optionsOf(props, place.clientWidth), dataOf(props), place);
    const observer = new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height: HEIGHT }));
    observer.observe(place);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [props.times, props.lines, theme]);
  return <div class="chart" ref={element} role="img" aria-label={props.label} />;
};
