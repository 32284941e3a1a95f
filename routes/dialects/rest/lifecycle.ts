import { bind } from '../../binding';
import { type QueryTable, queryChoice } from '../../codec/query';
import { showingAll } from '../../codec/reply';
import { lifecycleShape } from './lifecycle-shape';

const YES_NO = { true: true, false: false } as const;

const LIFECYCLE_QUERY: QueryTable = [
  {
    name: 'all',
    schema: { type: 'string', enum: Object.keys(YES_NO) },
    says: 'Also the spellings for which no end is planned',
    to: 'all',
  },
];

/** Which spellings go, and how. */
export const lifecycle = bind('lifecycle.list', ['GET /lifecycle', 'GET /lifecycle/list'], {
  query: LIFECYCLE_QUERY,
  decode: (request) => ({ all: queryChoice(request, 'all', YES_NO) ?? false }),
  reply: showingAll(lifecycleShape),
});
