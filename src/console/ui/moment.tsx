import type { JSX } from 'preact';

const STEPS = [
  { limit: 3600, size: 60, unit: 'min' },
  { limit: 86_400, size: 3600, unit: 'h' },
  { limit: 86_400 * 90, size: 86_400, unit: 'd' },
  { limit: 86_400 * 730, size: 86_400 * 30.44, unit: 'months' },
  { limit: Number.POSITIVE_INFINITY, size: 86_400 * 365.25, unit: 'years' },
] as const;

/** How long ago, or how long until then: `3 min ago`, `in 2 d`. */
const distance = (at: string): string => {
  const seconds = (Date.parse(at) - Date.now()) / 1000;
  const size = Math.abs(seconds);
  if (size < 60) return seconds > 0 ? 'in a moment' : 'just now';
  const step = STEPS.find(({ limit }) => size < limit);
  const words = `${Math.round(size / (step?.size ?? 1))} ${step?.unit}`;
  return seconds > 0 ? `in ${words}` : `${words} ago`;
};

/** A time as the console writes it, in UTC: `2026-11-21 13:05`. */
export const utc = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 16)}`;

interface MomentProps {
  readonly at: string | null;
  /** What stands where there is no time. */
  readonly none?: string;
  /** The distance alone, for dense tables. */
  readonly isShort?: boolean;
}

/** A time in UTC, with how far away it is. */
export const Moment = ({ at, none = 'never', isShort = false }: MomentProps): JSX.Element => {
  if (at === null) return <span class="quiet">{none}</span>;
  const exact = `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;
  return (
    <time dateTime={at} title={exact}>
      {isShort ? (
        <span class="whole">{distance(at)}</span>
      ) : (
        <>
          <span class="whole">{utc(at)}</span> <span class="quiet whole">{distance(at)}</span>
        </>
      )}
    </time>
  );
};
