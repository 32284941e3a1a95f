import { groupBy } from '../group-by';
import type { Route } from '../route';

/** Longest text that is compared; no path of the table is as long. */
const LONGEST = 120;

/** How many letters must change to make one text of the other (Levenshtein). */
const distance = (one: string, other: string): number => {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next[j] = Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
    }
    row = next;
  }
  return row.at(-1) ?? 0;
};

/** A path with the same word for everything that could be an id, so that ids do not count as misspelled. */
const outline = (path: string): string =>
  path
    .slice(0, LONGEST)
    .split('/')
    .map((segment) => (/^[{:<]|^\d+$|^[0-9a-f]{24}$|^[0-9A-Z]{26}$/.test(segment) ? '{}' : segment))
    .join('/');

/** The spellings that are most like a request, the nearest first; of one path the one with the same method. */
export const nearestSpellings = (
  routes: readonly Route[],
  method: string,
  path: string,
  count = 3,
): string[] => {
  const wanted = outline(path);
  const isSame = (route: Route): number => Number(route.method !== method);
  return [...groupBy(routes, (route) => route.path)]
    .map(([template, same]) => ({ same, far: distance(wanted, outline(template)) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, count)
    .flatMap(({ same }) => [...same].sort((a, b) => isSame(a) - isSame(b))[0]?.label ?? []);
};
