/**
 * A point in time as text in UTC with microseconds, `2026-02-08T04:36:57.123456Z`: what Postgres keeps, ready to be cut
 * to each dialect's form. A `Date` would lose three digits and cost ten times as much on the way out.
 */
export type Instant = string;

let lastMillis = Number.NaN;
let lastInstant: Instant = '';

/** The instant of a `Date`. The last one is kept: a busy process asks for the same millisecond many times. */
export const toInstant = (date: Date): Instant => {
  const millis = date.getTime();
  if (millis !== lastMillis) {
    lastInstant = `${date.toISOString().slice(0, 23)}000Z`;
    lastMillis = millis;
  }
  return lastInstant;
};

/** Milliseconds since the epoch; microseconds are cut. */
export const toMillis = (instant: Instant): number => Date.parse(instant);

/** The instant so many whole milliseconds later; microseconds stay. */
export const instantAfter = (instant: Instant, millis: number): Instant =>
  new Date(toMillis(instant) + millis).toISOString().slice(0, 23) + instant.slice(23);

// RFC 3339, section 5.6, with the offset required: a local time is no point in time.
const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const isClockTime = (hour: number, minute: number, second: number): boolean =>
  hour <= 23 && minute <= 59 && second <= 59;

const isOffset = (offset: string): boolean =>
  /^[Zz]$/.test(offset) || (Number(offset.slice(1, 3)) <= 23 && Number(offset.slice(4, 6)) <= 59);

/** The date that an RFC 3339 text names, or null when it is none (a 30th of February included). */
export const parseRfc3339 = (text: string): Date | null => {
  const match = RFC3339.exec(text);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const isDate = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  if (!isDate || !isClockTime(hour, minute, second) || !isOffset(match[8] ?? '')) return null;
  const date = new Date(text.toUpperCase());
  // An offset can push the first and the last hours of the calendar out of it.
  const utcYear = date.getUTCFullYear();
  return utcYear >= 1 && utcYear <= 9999 ? date : null;
};
