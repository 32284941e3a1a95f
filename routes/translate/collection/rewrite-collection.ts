import { AppError } from '../../../src/domain/error';
import type { IdLookup, Remark } from '../../../src/domain/translation';
import type { RouteTable } from '../../table';
import { namesBeside } from '../names';
import { namesIn } from '../reading/placeholder';
import { readAuthorization } from '../reading/postman-auth';
import { readPostmanItem } from '../reading/postman-item';
import { refuseText } from '../reading/refusal';
import { remark } from '../remarks';
import { translateWritten } from '../translate';
import { basesOf, settleBases, withBase } from './bases';
import { collectionIn, type Item, isItem, nameOf, readsAnswers } from './collection-format';
import { rewriteItem } from './rewrite-item';
import { variableNames } from './variables';

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
  /** What is to be said of all that is no request. */
  readonly notes: readonly Remark[];
}

/** Deepest nesting of folders that is followed. */
const MAX_DEPTH = 32;

const refusalOf = (error: unknown): Remark => {
  if (!(error instanceof AppError)) throw error;
  const expected = error.details.issues?.[0]?.expected;
  return remark('text', `the request must be ${String(expected)}`, 'request');
};

/** Where something stands: the names of all folders above it and its own. */
interface Place {
  readonly path: readonly string[];
  readonly isRead: boolean;
}

const titleOf = ({ path }: Place): string => path.join(' / ');

const authorizationNotes = (item: Item, name: string): Remark[] =>
  readAuthorization(item['auth']).notes.map((note) => ({ ...note, what: name }));

/**
 * Every request of a collection in another dialect's words, folders, names and scripts as they were. Throws
 * `invalid_fields` for what is no collection (`text`) and for a dialect that is none (`into`).
 */
export const rewriteCollection = async (
  table: RouteTable,
  value: unknown,
  into: string,
  lookup: IdLookup | null = null,
): Promise<RewrittenCollection> => {
  const collection = collectionIn(value) ?? refuseText('a Postman collection (v2.1)');
  const taken = new Set([...namesIn(JSON.stringify(collection)), ...variableNames(collection)]);
  const bases = basesOf(collection, namesBeside(taken));
  const placements: Placement[] = [];
  const notes = authorizationNotes(collection, 'auth');

  const place = async (item: Item, { path, isRead }: Place): Promise<Item> => {
    const about = { name: titleOf({ path, isRead }), readsAnswers: isRead };
    try {
      const written = withBase(readPostmanItem(item), bases);
      const translated = await translateWritten(table, written, into, { lookup, taken });
      const { request, lost, notes: own } = translated.translation;
      placements.push({ ...about, isPlaced: request !== null, lost, notes: own });
      return rewriteItem(item, translated);
    } catch (error) {
      if (error instanceof AppError && error.details.issues?.[0]?.field === 'into') throw error;
      placements.push({ ...about, isPlaced: false, lost: [refusalOf(error)], notes: [] });
      return item;
    }
  };

  const rewriteFolder = async (folder: Item, items: readonly unknown[], at: Place): Promise<Item> => {
    notes.push(...authorizationNotes(folder, titleOf(at)));
    return { ...folder, item: await rewriteAll(items, at) };
  };

  const rewrite = async (item: unknown, above: Place): Promise<unknown> => {
    const path = [...above.path, nameOf(item)];
    const at = { path, isRead: above.isRead || (isItem(item) && readsAnswers(item)) };
    if (isItem(item) && path.length <= MAX_DEPTH + 1) {
      if ('request' in item) return place(item, at);
      if (Array.isArray(item['item'])) return rewriteFolder(item, item['item'], at);
    }
    notes.push(remark('item', 'has no request that is read, and stays as it was', titleOf(at)));
    return item;
  };

  const rewriteAll = async (items: readonly unknown[], above: Place): Promise<unknown[]> => {
    const rewritten: unknown[] = [];
    for (const item of items) rewritten.push(await rewrite(item, above));
    return rewritten;
  };

  const items = collection['item'] as readonly unknown[];
  const item = await rewriteAll(items, { path: [], isRead: readsAnswers(collection) });
  const settled = settleBases({ ...collection, item }, bases);
  return { collection: settled.collection, placements, notes: [...notes, ...settled.notes] };
};
