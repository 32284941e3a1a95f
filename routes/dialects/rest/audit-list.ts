import type { AuditEntry, AuditFilter } from '../../../src/domain/audit';
import { type Instant, parseRfc3339, toInstant } from '../../../src/domain/instant';
import { PAGE_LIMIT, type Page } from '../../../src/domain/paging';
import type { Operations } from '../../../src/operations/contract';
import { queryChoice, queryInteger, queryText, refuse } from '../../codec/query';
import type { WireRequest, WireResponse } from '../../wire';
import { auditShape } from './audit-shape';
import { decodeCursor, encodePage } from './id-list';

const DEFAULT_LIMIT = 50;
const PAGE = { min: 1, max: PAGE_LIMIT } as const;
const ACTOR = { min: 1, max: Number.MAX_SAFE_INTEGER } as const;
const TARGETS = { user: 'user', token: 'token', policy: 'policy', session: 'session' } as const;
const RESULTS = { done: 'done', refused: 'refused' } as const;

const queryTime = (request: WireRequest, name: string): Instant | undefined => {
  const text = queryText(request, name);
  if (text === undefined) return undefined;
  const date = parseRfc3339(text);
  return date ? toInstant(date) : refuse({ field: name, rule: 'type', expected: 'time' });
};

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
export const encodeAudit = (page: Page<AuditEntry>, request: WireRequest): WireResponse =>
  encodePage(auditShape, page, scopeOf(decodeFilter(request)), request);
