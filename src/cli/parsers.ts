import { InvalidArgumentError } from 'commander';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../domain/durations';
import { type Instant, parseRfc3339, toInstant } from '../domain/instant';

const UNITS: Readonly<Record<string, number>> = { d: DAY_MS, h: HOUR_MS, m: MINUTE_MS };

/** The last moment that RFC 3339 can write down. */
const END_OF_TIME = Date.UTC(9999, 11, 31);

const spanOf = (text: string): number | null => {
  const [, count, unit = ''] = /^([1-9][0-9]{0,6})([dhm])$/.exec(text) ?? [];
  if (count === undefined) return null;
  return Number(count) * (UNITS[unit] ?? 0);
};

/** A time that is known once it is known what time it is: by the database's clock, which nobody has asked yet. */
export type TimeFrom = (now: Date) => Instant;

/** A time as people write it on a command line: RFC 3339, or so many days, hours or minutes from now. */
export const toTime = (text: string): TimeFrom => {
  const span = spanOf(text);
  if (span !== null) return (now) => toInstant(new Date(Math.min(now.getTime() + span, END_OF_TIME)));
  const date = parseRfc3339(text);
  if (date) return () => toInstant(date);
  throw new InvalidArgumentError(
    'Give a time such as 2030-01-31T12:00:00Z, or a span from now such as 90d, 12h or 30m.',
  );
};

/** How many of something: one or more. */
export const toCount = (text: string): number => {
  if (/^[1-9][0-9]{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a whole number from 1 on.');
};
