import { PAGE_LIMIT } from '../../src/domain/paging';
import type { QueryTable } from './query';

/** How many rows a page may have. */
export const PAGE = { min: 1, max: PAGE_LIMIT } as const;

/** The parameters of pages that follow each other by a `Link`. */
export const PAGE_QUERY: QueryTable = [
  {
    name: 'limit',
    schema: { type: 'integer', minimum: PAGE.min, maximum: PAGE.max },
    says: 'Rows of a page',
    to: 'limit',
  },
  {
    name: 'cursor',
    schema: { type: 'string' },
    says: 'Where the page starts: from the Link of the one before',
    to: 'after',
  },
];
