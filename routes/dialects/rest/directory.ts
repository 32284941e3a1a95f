import { bind } from '../../binding';
import { inPath } from '../../locator';
import { json } from '../../wire';
import { decodeAudit, encodeAudit } from './audit-list';
import { directoryShape } from './directory-shape';
import { decodeList, encodeList } from './user-list';

const list = decodeList({ hasLocked: true });

/** What administrators read beyond users: roles, whole records by any of their ids, the audit trail. */
export const directory = [
  bind('roles.list', ['GET /roles', 'GET /roles/list'], {
    encode: (roles) => json(200, roles),
  }),
  bind('directory.list', ['GET /directory', 'GET /directory/list'], {
    decode: list,
    encode: encodeList(directoryShape, list),
  }),
  bind('directory.get', ['GET /directory/{id}', 'GET /directory/get/{id}'], {
    at: { user: inPath('id', 'any') },
    encode: (user) => json(200, directoryShape.encode(user)),
  }),
  bind('audit.list', ['GET /audit', 'GET /audit/list'], { decode: decodeAudit, encode: encodeAudit }),
];
