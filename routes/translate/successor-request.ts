import { AppError } from '../../src/domain/error';
import type { IdLookup, KnownIds } from '../../src/domain/translation';
import { fillTemplate } from '../path';
import type { Route } from '../route';
import { successorRoute } from '../successor';
import type { RouteTable } from '../table';
import type { WireRequest } from '../wire';
import { type Aims, readAims } from './aims';
import { readMeaning } from './meaning';
import { isOpen } from './reading/placeholder';
import { asItself } from './ways';
import { attempt } from './writing/attempt';
import { fitsAims, placeIds } from './writing/place-ids';
import type { IdsOf } from './writing/wanted';
import { writePath, writeSearch } from './writing/write-path';

/** A call of a spelling that goes. */
export interface OldCall {
  readonly route: Route;
  readonly request: WireRequest;
  /** The query as it was written, without its `?`. */
  readonly search: string;
}

/** What is known of ids. */
export interface KnownOfIds {
  /** Of whoever asks; null for nobody. */
  readonly caller: KnownIds | null;
  /** Null where nothing may be looked up. */
  readonly lookup: IdLookup | null;
}

/** A request line. */
export interface SuccessorRequest {
  readonly method: string;
  /** Path and query, escaped. */
  readonly target: string;
}

/** Longest target: a header that is longer could cost the whole answer on its way. */
const TARGET_LIMIT = 2000;

/** Clients resolve these to another path, escaped or not. */
const DOTS = /^\.\.?$/;

/** What of a query its binding declares: whatever else a caller put there, a secret even, is not for repeating. */
const declaredOf = (search: string, { binding: { at, query = [] } }: Route): string => {
  const ids = Object.values(at).flatMap((locator) => (locator.in === 'query' ? [locator.name] : []));
  const declared = new Set([...ids, ...query.map(({ name }) => name)]);
  return new URLSearchParams(
    [...new URLSearchParams(search)].filter(([name]) => declared.has(name)),
  ).toString();
};

/** Another spelling of the same binding: the same parameters, the same query. */
const alike = (next: Route, { request, search }: OldCall): string | null => {
  if (Object.values(request.params).some((value) => DOTS.test(value))) return null;
  const query = declaredOf(search, next);
  return fillTemplate(next.path, request.params) + (query && `?${query}`);
};

/** A read in the words of another binding; null where something of it would be lost. */
const reading = (next: Route, { route, request }: OldCall, table: RouteTable, ids: IdsOf): string | null => {
  const meaning = readMeaning(route, { ...request, body: undefined });
  const made = attempt(next, asItself(meaning), { table, meaning, ids });
  return made?.request && made.lost.length === 0 ? made.request.path + writeSearch(made.request.query) : null;
};

/** What an effect is aimed at, in the path or query of another binding; what else it says stands in its body. */
const acting = (next: Route, aims: Aims, ids: IdsOf): string | null => {
  const { operation } = next.binding;
  const wanted = { operation, aims, said: {}, open: {}, must: [] };
  if (!fitsAims(next, wanted)) return null;
  const { path, query } = placeIds(next, wanted, ids);
  return writePath(next.path, path) + writeSearch(query);
};

const targetOf = (next: Route, call: OldCall, table: RouteTable, ids: IdsOf): string | null => {
  if (next.binding === call.route.binding) return alike(next, call);
  try {
    return call.route.method === 'GET'
      ? reading(next, call, table, ids)
      : acting(next, readAims(call.route, call.request).aims, ids);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
};

/** Null for what is left to be filled in, and for what is too long. */
const whole = (target: string | null): string | null =>
  target === null || target.length > TARGET_LIMIT || isOpen(target) ? null : target;

/** The ids of what the call is aimed at, by one question at most; null where nothing is to be asked. */
const lookedUp = async (aims: Aims, { lookup }: KnownOfIds): Promise<IdsOf | null> => {
  for (const target of ['user', 'token'] as const) {
    const aim = aims[target];
    if (!lookup || aim?.kind !== 'ref') continue;
    const known = await lookup(target, aim.ref);
    return known && { [target]: known };
  }
  return null;
};

/**
 * The same call in the words of the spelling that comes after it: its path filled in from the call's, with the ids in the
 * other's form, of its query what is declared. Null where there is none, or it cannot be filled in without loss. Rejects with what the
 * lookup rejects with.
 */
export const successorRequest = async (
  call: OldCall,
  table: RouteTable,
  known: KnownOfIds,
): Promise<SuccessorRequest | null> => {
  const label = call.route.lifecycle?.successor ?? null;
  const next = label === null ? undefined : successorRoute(table.routes, call.route, label);
  if (!next) return null;
  const own: IdsOf = known.caller ? { user: known.caller } : {};
  const { aims } = readAims(call.route, call.request);
  const first = whole(targetOf(next, call, table, aims.user?.kind === 'caller' ? own : {}));
  const isAsked = first === null && next.binding !== call.route.binding;
  const ids = isAsked ? await lookedUp(aims, known) : null;
  const target = first ?? (ids && whole(targetOf(next, call, table, ids)));
  return target === null ? null : { method: next.method, target };
};
