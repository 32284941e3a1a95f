import type { AuditEntry, AuditFilter, NewAuditEntry } from '../audit';
import type { Page, Position } from '../paging';

export interface Audit {
  append(entry: NewAuditEntry): Promise<void>;
  /** Newest first. */
  list(filter: AuditFilter, page: { after?: Position; limit: number }): Promise<Page<AuditEntry>>;
}
