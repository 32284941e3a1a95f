import type { Remark } from '../../../src/domain/translation';
import type { NamedLocator, Target } from '../../locator';
import type { Route } from '../../route';
import { placeAim } from '../aims';
import type { NameMaker } from '../names';
import { isOpen, placeholder } from '../reading/placeholder';
import type { IdsOf, Wanted } from './wanted';

/** Ids by the names of the places where they stand. */
export interface PlacedIds {
  readonly path: Record<string, string>;
  readonly query: Record<string, string>;
  readonly body: Record<string, unknown>;
  /** Names in the body that somebody fills in with a number. */
  readonly bare: string[];
  readonly notes: Remark[];
}

/** Whether the route names just what the request is aimed at; only one's own account can go without a name. */
export const fitsAims = ({ binding: { at } }: Route, { aims }: Wanted): boolean => {
  const targets = Object.keys(at).sort().join();
  const isOwn = aims.user?.kind === 'caller';
  return targets === Object.keys(aims).sort().join() && (at.user?.in !== 'caller' || isOwn);
};

const place = (placed: PlacedIds, { in: where, name, form }: NamedLocator, text: string): void => {
  if (where !== 'body') placed[where][name] = text;
  else if (form !== 'integer') placed.body[name] = text;
  else if (isOpen(text)) {
    placed.body[name] = text;
    placed.bare.push(name);
  } else {
    // One that a float would round stays a text.
    const number = Number(text);
    placed.body[name] = Number.isSafeInteger(number) ? number : text;
  }
};

/** Puts what a request is aimed at where the route has it. */
export const placeIds = (
  { binding: { at } }: Route,
  { aims }: Wanted,
  ids: IdsOf,
  nameIt: NameMaker = placeholder,
): PlacedIds => {
  const placed: PlacedIds = { path: {}, query: {}, body: {}, bare: [], notes: [] };
  for (const [target, locator] of Object.entries(at)) {
    const aim = aims[target as Target];
    if (locator.in === 'caller' || !aim) continue;
    const known = { ids: ids[target as Target] ?? null, nameIt };
    const { text, notes } = placeAim(target as Target, aim, locator, known);
    place(placed, locator, text);
    placed.notes.push(...notes);
  }
  return placed;
};
