import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Route } from '../../../routes/route';

const FOLDER = join(__dirname, '..', 'golden');

/**
 * The spellings of a dialect as somebody wrote them by hand, in `golden/<name>.routes` and `golden/<name>.<part>.routes`:
 * method and URL, operation, where the ids of what it is aimed at stand and in which form, and where the body decides
 * between operations of one URL what of it does. Blanks are as one; a line that starts with `#` is a remark.
 */
export const goldenInventory = (dialect: string): string[] =>
  readdirSync(FOLDER)
    .filter((file) => file.startsWith(`${dialect}.`) && file.endsWith('.routes'))
    .flatMap((file) => readFileSync(join(FOLDER, file), 'utf8').split('\n'))
    .map((line) => line.trim().replace(/\s+/g, ' '))
    .filter((line) => line !== '' && !line.startsWith('#'));

const targets = ({ binding }: Route): string[] =>
  Object.entries(binding.at).map(([target, at]) =>
    at.in === 'caller' ? `${target}=caller` : `${target}=${at.in}.${at.name}:${at.form}`,
  );

const condition = ({ binding: { when } }: Route): string[] => {
  if (!when) return [];
  return 'given' in when
    ? [`when ${[...when.given].sort().join(' or ')} is given`]
    : [`when ${when.field}=${when.equals}`];
};

/** A line of the table in the words of those files. */
export const inventoryLine = (route: Route): string =>
  [route.label, route.binding.operation, ...targets(route), ...condition(route)].join(' ');
