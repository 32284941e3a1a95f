import type { Instant } from '../../src/domain/instant';

/**
 * Postgres's text of a `timestamptz` in UTC, `2026-02-08 04:36:57.12+00`, as an instant with six digits. Postgres leaves
 * trailing zeros out. Infinite times do not occur: no column of ours takes them.
 */
export const readInstant = (text: string): Instant => {
  const fraction = text.length > 22 ? text.slice(20, -3) : '';
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction.padEnd(6, '0')}Z`;
};

/** As `readInstant`; null stays null. */
export const readInstantOrNull = (text: string | null): Instant | null =>
  text === null ? null : readInstant(text);
