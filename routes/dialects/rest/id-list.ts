import type { Page, Position } from '../../../src/domain/paging';
import { openCursor, sealCursor } from '../../codec/cursor';
import type { Shape } from '../../codec/fields';
import { PAGE } from '../../codec/page-query';
import { queryInteger, queryText, refuse } from '../../codec/query';
import { type Reply, tellOf, toShown } from '../../codec/reply';
import { nextLink } from '../../codec/user-list';
import { json, type WireRequest } from '../../wire';

/** Where the asked page starts; absent for the first. Throws `invalid_fields` for a cursor of another list. */
export const decodeCursor = (request: WireRequest, scope: string): { readonly after?: Position } => {
  const cursor = queryText(request, 'cursor');
  return cursor === undefined ? {} : { after: openCursor(cursor, scope) };
};

/** The whole list, or with `limit` a page of it. Throws `invalid_fields`. */
export const decodeIdPage = (
  request: WireRequest,
  scope: string,
): { readonly limit?: number; readonly after?: Position } => {
  const limit = queryInteger(request, 'limit', PAGE);
  if (limit !== undefined) return { limit, ...decodeCursor(request, scope) };
  return queryText(request, 'cursor') === undefined ? {} : refuse({ field: 'limit', rule: 'required' });
};

/** A page as a bare array, with a `Link` to the next one where there is one; `scopeOf` names the list it is of. */
export const showingPage = <T>(
  shape: Shape<T>,
  scopeOf: (request: WireRequest) => string,
): Reply<Page<T>> => {
  const shown = toShown(shape, true);
  return {
    status: 200,
    shown,
    told: { ...tellOf(shown), headers: ['Link'] },
    encode: ({ items, next }, request) =>
      json(
        200,
        items.map(shape.encode),
        next && { Link: nextLink(request, sealCursor(next, scopeOf(request))) },
      ),
  };
};
