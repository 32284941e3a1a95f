import type { Heard } from './http';

/** `201 × 1200, 503 × 14, broken × 2` */
export const showStatuses = (answers: readonly Heard[]): string => {
  const counts = new Map<string, number>();
  for (const { status } of answers) {
    const name = status === null ? 'broken' : String(status);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, count]) => `${name} × ${count}`)
    .join(', ');
};

/** What a refusal of the rest dialect says while the database is away. */
const AWAY = 'Service Unavailable';

/** Answers that are none of those expected: another status, or a refusal that says more than it should. */
export const unexpected = <T extends Heard>(answers: readonly T[], fine: readonly (number | null)[]): T[] =>
  answers.filter(({ status, text }) => !fine.includes(status) || (status === 503 && text !== AWAY));

/** `; NOT EXPECTED: 2, the first 500 Internal Server Error`; empty where there are none. */
export const showUnexpected = (others: readonly Heard[]): string => {
  const [first] = others;
  if (!first) return '';
  return `; NOT EXPECTED: ${others.length}, the first ${first.status ?? 'broken'} ${first.text.slice(0, 100)}`;
};
