import type { Page, Position } from '../../../src/domain/paging';
import { openCursor, sealCursor } from '../../codec/cursor';
import type { Shape } from '../../codec/fields';
import { queryText } from '../../codec/query';
import { json, type WireRequest, type WireResponse } from '../../wire';
import { nextLink } from './user-list';

/** Where the asked page starts; absent for the first. Throws `invalid_fields` for a cursor of another list. */
export const decodeCursor = (request: WireRequest, scope: string): { readonly after?: Position } => {
  const cursor = queryText(request, 'cursor');
  return cursor === undefined ? {} : { after: openCursor(cursor, scope) };
};

/** A page as a bare array, with a `Link` to the next one where there is one. */
export const encodePage = <T>(
  shape: Shape<T>,
  page: Page<T>,
  scope: string,
  request: WireRequest,
): WireResponse => {
  const { items, next } = page;
  return json(200, items.map(shape.encode), next && { Link: nextLink(request, sealCursor(next, scope)) });
};
