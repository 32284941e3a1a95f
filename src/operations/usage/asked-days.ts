import { type Day, dayOf, daysBefore } from '../../domain/day';
import { AppError } from '../../domain/error';

/** How many days an answer is about when nobody says. */
const DAYS = 30;

/** The days that a question is about: up to today unless said, and as many as there are by default. Throws `invalid_fields` where they end before they begin. */
export const askedDays = (
  { since, until }: { readonly since?: Day; readonly until?: Day },
  now: Date,
): { readonly since: Day; readonly until: Day } => {
  const last = until ?? dayOf(now);
  const first = since ?? daysBefore(last, DAYS - 1);
  if (first <= last) return { since: first, until: last };
  throw new AppError('invalid_fields', {
    issues: [{ field: 'since', rule: 'range', expected: `${last} or before` }],
  });
};
