import { bind } from '../../binding';
import { showing, showingAll } from '../../codec/reply';
import { lockedFilter } from '../../codec/user-filters';
import { userList } from '../../codec/user-list';
import { inPath } from '../../locator';
import { AUDIT_QUERY, auditPage, decodeAudit } from './audit-list';
import { directoryShape } from './directory-shape';
import { FILTERS, SORTS } from './user-list';
import { roleShape } from './user-shape';

const list = userList({ shape: directoryShape, filters: [...FILTERS, lockedFilter], sorts: SORTS });

/** What administrators read beyond users: roles, whole records by any of their ids, the audit trail. */
export const directory = [
  bind('roles.list', ['GET /roles', 'GET /roles/list'], {
    reply: showingAll(roleShape),
  }),
  bind('directory.list', ['GET /directory', 'GET /directory/list'], list),
  bind('directory.get', ['GET /directory/{id}', 'GET /directory/get/{id}'], {
    at: { user: inPath('id', 'any') },
    reply: showing(directoryShape),
  }),
  bind('audit.list', ['GET /audit', 'GET /audit/list'], {
    query: AUDIT_QUERY,
    decode: decodeAudit,
    reply: auditPage,
  }),
];
