/** A part of a collection, untrusted: what is not known of it stays as it is. */
export type Item = Readonly<Record<string, unknown>>;

/** Whether a value is an object that could be an item. */
export const isItem = (value: unknown): value is Item =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What it is called. */
export const nameOf = (item: unknown): string => String((isItem(item) && item['name']) || 'unnamed');

/** Whether a script that hangs on it reads answers. */
export const readsAnswers = (item: Item): boolean => {
  const script = JSON.stringify(item['event'] ?? '');
  return /pm\.response\.(json|text)|responseBody|jsonBody/.test(script);
};

const isBare = (value: unknown): value is Item =>
  isItem(value) && Array.isArray(value['item']) && !('request' in value);

/** The collection of v2.x that a value is, or holds as Postman's API hands it out; null for anything else. */
export const collectionIn = (value: unknown): Item | null => {
  if (isBare(value)) return value;
  return isItem(value) && isBare(value['collection']) ? value['collection'] : null;
};
