import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';

/** A page of the audit trail, newest first. */
export const listAudit =
  ({ work }: Dependencies): Controller<'audit.list'> =>
  ({ filter, ...page }) =>
    work.read.audit.list(filter, page);
