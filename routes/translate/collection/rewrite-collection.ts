import { AppError } from '../../../src/domain/error';
import type { IdLookup, Remark } from '../../../src/domain/translation';
import type { RouteTable } from '../../table';
import { readPostmanItem } from '../reading/postman-item';
import { refuseText } from '../reading/refusal';
import { remark } from '../remarks';
import { translateWritten } from '../translate';
import { type Item, rewriteItem } from './rewrite-item';
import { variablesOf, withBase } from './variables';

/** What became of one request of a collection. */
export interface Placement {
  /** Its name, after those of its folders. */
  readonly name: string;
  /** Whether it stands there in the other dialect; if not it stands there as it was. */
  readonly isPlaced: boolean;
  readonly lost: readonly Remark[];
  readonly notes: readonly Remark[];
  /** Whether a script of it, or of a folder above it, reads answers: they look otherwise now. */
  readonly readsAnswers: boolean;
}

/** A collection in another dialect. */
export interface RewrittenCollection {
  readonly collection: Item;
  readonly placements: readonly Placement[];
}

/** Deepest nesting of folders that is followed. */
const MAX_DEPTH = 32;

const isItem = (value: unknown): value is Item =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const nameOf = (item: Item): string => String(item['name'] ?? 'unnamed');

const readsAnswers = (item: Item): boolean => {
  const script = JSON.stringify(item['event'] ?? '');
  return /pm\.response\.(json|text)|responseBody|jsonBody/.test(script);
};

/** Whether a value is a Postman collection of v2.x. */
export const isCollection = (value: unknown): value is Item =>
  isItem(value) && Array.isArray(value['item']) && !('request' in value);

const refusalOf = (error: unknown): Remark => {
  if (!(error instanceof AppError)) throw error;
  const expected = error.details.issues?.[0]?.expected;
  return remark('text', `the request must be ${String(expected)}`, 'request');
};

/**
 * Every request of a collection in another dialect's words, folders, names and scripts as they were. Throws
 * `invalid_fields` for what is no collection (`text`) and for a dialect that is none (`into`).
 */
export const rewriteCollection = async (
  table: RouteTable,
  collection: unknown,
  into: string,
  lookup: IdLookup | null = null,
): Promise<RewrittenCollection> => {
  if (!isCollection(collection)) return refuseText('a Postman collection (v2.1)');
  const variables = variablesOf(collection);
  const placements: Placement[] = [];

  const place = async (item: Item, path: readonly string[], isRead: boolean): Promise<Item> => {
    const about = { name: path.join(' / '), readsAnswers: isRead };
    try {
      const written = withBase(readPostmanItem(item), variables);
      const translated = await translateWritten(table, written, into, lookup);
      const { request, lost, notes } = translated.translation;
      placements.push({ ...about, isPlaced: request !== null, lost, notes });
      return rewriteItem(item, translated);
    } catch (error) {
      if (error instanceof AppError && error.details.issues?.[0]?.field === 'into') throw error;
      placements.push({ ...about, isPlaced: false, lost: [refusalOf(error)], notes: [] });
      return item;
    }
  };

  const rewrite = async (item: unknown, above: readonly string[], isRead: boolean): Promise<unknown> => {
    if (!isItem(item) || above.length > MAX_DEPTH) return item;
    const path = [...above, nameOf(item)];
    const reads = isRead || readsAnswers(item);
    if ('request' in item) return place(item, path, reads);
    return Array.isArray(item['item'])
      ? { ...item, item: await rewriteAll(item['item'], path, reads) }
      : item;
  };

  const rewriteAll = async (items: readonly unknown[], above: readonly string[], isRead: boolean) => {
    const rewritten: unknown[] = [];
    for (const item of items) rewritten.push(await rewrite(item, above, isRead));
    return rewritten;
  };

  const items = collection['item'] as readonly unknown[];
  const item = await rewriteAll(items, [], readsAnswers(collection));
  return { collection: { ...collection, item }, placements };
};
