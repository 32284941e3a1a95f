import type { AuditFilter } from '../../../src/domain/audit';
import type { Operations } from '../../../src/operations/contract';
import { PAGE, PAGE_QUERY } from '../../codec/page-query';
import { type QueryTable, queryChoice, queryInteger, queryText, queryTime } from '../../codec/query';
import type { WireRequest } from '../../wire';
import { auditShape } from './audit-shape';
import { decodeCursor, showingPage } from './id-list';

const DEFAULT_LIMIT = 50;
const ACTOR = { min: 1, max: Number.MAX_SAFE_INTEGER } as const;
const TARGETS = { user: 'user', token: 'token', policy: 'policy', session: 'session' } as const;
const RESULTS = { done: 'done', refused: 'refused' } as const;

const TEXT = { type: 'string' } as const;
const TIME = { type: 'string', format: 'date-time' } as const;

/** What the trail is narrowed by, and its pages. */
export const AUDIT_QUERY: QueryTable = [
  { name: 'action', schema: TEXT, says: 'What was done, such as users.suspend', to: 'filter.action' },
  {
    name: 'actor_id',
    schema: { type: 'integer', minimum: ACTOR.min },
    says: 'Who did it',
    to: 'filter.actorId',
  },
  {
    name: 'target_type',
    schema: { type: 'string', enum: Object.keys(TARGETS) },
    says: 'What kind of thing it was done to',
    to: 'filter.targetType',
  },
  { name: 'target_id', schema: TEXT, says: 'The id of what it was done to', to: 'filter.targetId' },
  {
    name: 'result',
    schema: { type: 'string', enum: Object.keys(RESULTS) },
    says: 'What was done, or what was refused',
    to: 'filter.result',
  },
  { name: 'dialect', schema: TEXT, says: 'The dialect that it was asked for in', to: 'filter.dialect' },
  { name: 'since', schema: TIME, says: 'At this time or later', to: 'filter.since' },
  { name: 'until', schema: TIME, says: 'Before this time', to: 'filter.until' },
  ...PAGE_QUERY,
];

const decodeFilter = (request: WireRequest): AuditFilter => {
  const asked = {
    action: queryText(request, 'action'),
    actorId: queryInteger(request, 'actor_id', ACTOR),
    targetType: queryChoice(request, 'target_type', TARGETS),
    targetId: queryText(request, 'target_id'),
    result: queryChoice(request, 'result', RESULTS),
    dialect: queryText(request, 'dialect'),
    since: queryTime(request, 'since'),
    until: queryTime(request, 'until'),
  };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
};

/** What a cursor is good for: the trail under the same filters. */
const scopeOf = (filter: AuditFilter): string => JSON.stringify(['audit', filter]);

/** The trail's parameters: filters, `limit`, `cursor`. `since` is inclusive, `until` is not. */
export const decodeAudit = (request: WireRequest): Operations['audit.list']['input'] => {
  const filter = decodeFilter(request);
  const limit = queryInteger(request, 'limit', PAGE) ?? DEFAULT_LIMIT;
  return { filter, limit, ...decodeCursor(request, scopeOf(filter)) };
};

/** One page of the trail. */
export const auditPage = showingPage(auditShape, (request) => scopeOf(decodeFilter(request)));
