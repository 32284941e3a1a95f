import { PAGE_LIMIT, type Page, type Position } from '../../../src/domain/paging';
import type { Shape } from '../../codec/fields';
import { type QueryTable, queryText, refuse } from '../../codec/query';
import { type Reply, tellOf, toShown } from '../../codec/reply';
import { idOf, orNull } from '../../codec/wire-types';
import { parseUserRef } from '../../locator';
import { json, type WireRequest } from '../../wire';

const DEFAULT_LIMIT = 15;

/** The parameters of a page. */
export const PAGE_QUERY: QueryTable = [
  {
    name: 'limit',
    schema: { type: 'integer', minimum: 1, maximum: PAGE_LIMIT, default: DEFAULT_LIMIT },
    says: 'Rows of a page; whatever cannot be it counts as not given',
    to: 'limit',
  },
  {
    name: 'after',
    schema: idOf('ulid'),
    says: 'Where the page starts: the `next_cursor` before it',
    to: 'after',
  },
];

/** How many rows are asked for; what is no such number is no mistake, it falls back. */
const limitOf = ({ query: { limit } }: WireRequest): number => {
  const asked = typeof limit === 'string' && /^[1-9]\d{0,2}$/.test(limit) ? Number(limit) : DEFAULT_LIMIT;
  return asked <= PAGE_LIMIT ? asked : DEFAULT_LIMIT;
};

/** A page by ULID: how long, and after which one it starts. Throws `invalid_fields` for what is no ULID. */
export const decodePage = (request: WireRequest): { readonly limit: number; readonly after?: Position } => {
  const limit = limitOf(request);
  const after = queryText(request, 'after');
  if (!after) return { limit };
  if (!parseUserRef(after, 'ulid')) return refuse({ field: 'after', rule: 'format' });
  // Past every id that the row of this ULID could have: exclusive.
  return { limit, after: { key: after, id: Number.MAX_SAFE_INTEGER } };
};

/** What stands behind the rows. */
const AFTER = {
  next_cursor: { schema: orNull(idOf('ulid')), example: null },
  limit: { schema: { type: 'integer', minimum: 1, maximum: PAGE_LIMIT }, example: DEFAULT_LIMIT },
} as const;

/** A page with the cursor of the next one, null on the last, and the limit that was in force. */
export const showingPage = <Output, T extends { readonly ulid: string }>(
  shape: Shape<T>,
  under: string,
  pageOf: (output: Output) => Page<T>,
): Reply<Output> => {
  const shown = toShown(shape, true, { under });
  return {
    status: 200,
    shown,
    told: tellOf(shown, AFTER),
    encode(output, request) {
      const { items, next } = pageOf(output);
      return json(200, {
        [under]: items.map(shape.encode),
        next_cursor: next ? (items.at(-1)?.ulid ?? null) : null,
        limit: limitOf(request),
      });
    },
  };
};
