import { type Item, isItem } from './collection-format';

/** The variables of a collection, those that are none left out. */
const entriesOf = ({ variable }: Item): readonly Item[] =>
  Array.isArray(variable) ? variable.filter(isItem) : [];

/** The names that a collection itself gives values. */
export const variableNames = (collection: Item): string[] =>
  entriesOf(collection).map(({ key }) => String(key));

/** The values that it gives, those that are texts. */
export const variablesOf = (collection: Item): ReadonlyMap<string, string> =>
  new Map(
    entriesOf(collection)
      .filter(({ key, value }) => typeof key === 'string' && typeof value === 'string')
      .map(({ key, value }) => [String(key), String(value)]),
  );

/** The collection with another value for a variable, which is new unless it was there. */
export const withVariable = (collection: Item, key: string, value: string): Item => {
  const { variable } = collection;
  const all: readonly unknown[] = Array.isArray(variable) ? variable : [];
  const isIt = (one: unknown): boolean => isItem(one) && one['key'] === key;
  return {
    ...collection,
    variable: all.some(isIt)
      ? all.map((one) => (isIt(one) ? { ...(one as Item), value } : one))
      : [...all, { key, value }],
  };
};
