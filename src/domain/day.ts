import { DAY_MS } from './durations';
import { parseRfc3339, toInstant } from './instant';

/** A day in UTC: `2026-02-08`. */
export type Day = string;

/** The day that a point in time lies in. */
export const dayOf = (date: Date): Day => toInstant(date).slice(0, 10);

/** The day that a text names, or null when it is none (a 30th of February included). */
export const parseDay = (text: string): Day | null =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && parseRfc3339(`${text}T00:00:00Z`) ? text : null;

/** The day so many days earlier, but none before the first of the calendar. */
export const daysBefore = (day: Day, days: number): Day => {
  const earlier = new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY_MS);
  return earlier.getUTCFullYear() < 1 ? '0001-01-01' : dayOf(earlier);
};
