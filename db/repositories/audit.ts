import type { AuditFilter } from '../../src/domain/audit';
import type { Audit } from '../../src/domain/repositories/audit';
import { AUDIT_COLUMNS, toAuditEntry } from '../records/audit-record';
import { type Queryable, rowsOf, run, statement, statementsByShape } from '../statement';
import { pageById, rowsFor } from './page-by-id';

const APPEND = statement(`
  insert into audit_entries (at, action, result, actor_id, actor, token_id, target_type, target_id, dialect, binding,
    ip, request_id, details)
  values ($1::timestamptz, $2, $3, $4::bigint, $5, $6::bigint, $7, $8, $9, $10, $11, $12, $13::jsonb)`);

/** The condition of each filter on its parameter. `since` is inclusive, `until` is not: spans that meet share nothing. */
const CONDITIONS: { readonly [F in keyof AuditFilter]-?: (parameter: string) => string } = {
  action: (value) => `action = ${value}::text`,
  actorId: (value) => `actor_id = ${value}::bigint`,
  targetType: (value) => `target_type = ${value}::text`,
  targetId: (value) => `target_id = ${value}::text`,
  result: (value) => `result = ${value}::text`,
  dialect: (value) => `dialect = ${value}::text`,
  since: (value) => `at >= ${value}::timestamptz`,
  until: (value) => `at < ${value}::timestamptz`,
};

interface Shape {
  readonly filters: readonly (keyof AuditFilter)[];
  readonly isContinued: boolean;
}

const list = statementsByShape<Shape>(
  (shape) => JSON.stringify(shape),
  ({ filters, isContinued }) => {
    const conditions = filters.map((filter, index) => CONDITIONS[filter](`$${index + 2}`));
    if (isContinued) conditions.push(`id < $${filters.length + 2}::bigint`);
    return `
      select ${AUDIT_COLUMNS} from audit_entries
      ${conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''}
      order by id desc limit $1::bigint`;
  },
);

const givenFilters = (filter: AuditFilter): (keyof AuditFilter)[] =>
  (Object.keys(CONDITIONS) as (keyof AuditFilter)[]).filter((name) => filter[name] !== undefined);

/** The audit trail in Postgres. */
export const createAudit = (on: Queryable): Audit => ({
  async append(entry) {
    const { at, action, result, actorId, actor, tokenId, targetType, targetId } = entry;
    const { dialect, binding, ip, requestId, details } = entry;
    const who = [at, action, result, actorId, actor, tokenId, targetType, targetId];
    await run(on, APPEND, [...who, dialect, binding, ip, requestId, JSON.stringify(details)]);
  },
  async list(filter, { after, limit }) {
    const filters = givenFilters(filter);
    const values = [rowsFor(limit), ...filters.map((name) => filter[name]), ...(after ? [after.id] : [])];
    const query = list({ filters, isContinued: after !== undefined });
    return pageById(await rowsOf(on, query, values, toAuditEntry), limit);
  },
});
