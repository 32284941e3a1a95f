/** What a `datetime-local` field holds, read as UTC, as the API takes it; null where it is empty. */
export const fromUtcInput = (value: string): string | null =>
  value === '' ? null : `${value.length === 16 ? `${value}:00` : value}Z`;

/** A time of the API as such a field holds it. */
export const toUtcInput = (at: string | null): string => at?.slice(0, 16) ?? '';
