/** The two URL styles of the dialect. */
export const STYLES = ['rest', 'action'] as const;
export type Style = (typeof STYLES)[number];

/** How the wire contract spells each operation on users in either style; `{id}` and `{sid}` stand for ids. */
const USER_LINES = {
  list: { rest: 'GET /api/users', action: 'GET /api/users/list' },
  create: { rest: 'POST /api/users', action: 'POST /api/users/create' },
  get: { rest: 'GET /api/users/{id}', action: 'GET /api/users/get/{id}' },
  update: { rest: 'PUT /api/users/{id}', action: 'POST /api/users/update/{id}' },
  delete: { rest: 'DELETE /api/users/{id}', action: 'POST /api/users/delete/{id}' },
  restore: { rest: 'POST /api/users/{id}/restore', action: 'POST /api/users/restore/{id}' },
  suspend: { rest: 'POST /api/users/{id}/suspend', action: 'POST /api/users/suspend/{id}' },
  unsuspend: { rest: 'POST /api/users/{id}/unsuspend', action: 'POST /api/users/unsuspend/{id}' },
  lock: { rest: 'POST /api/users/{id}/lock', action: 'POST /api/users/lock/{id}' },
  unlock: { rest: 'POST /api/users/{id}/unlock', action: 'POST /api/users/unlock/{id}' },
  getRoles: { rest: 'GET /api/users/{id}/roles', action: 'GET /api/users/roles/{id}' },
  setRoles: { rest: 'PUT /api/users/{id}/roles', action: 'PUT /api/users/roles/{id}' },
  listSessions: { rest: 'GET /api/users/{id}/sessions', action: 'GET /api/users/sessions/{id}' },
  endSessions: { rest: 'DELETE /api/users/{id}/sessions', action: 'DELETE /api/users/sessions/{id}' },
  endSession: {
    rest: 'DELETE /api/users/{id}/sessions/{sid}',
    action: 'DELETE /api/users/sessions/{id}/{sid}',
  },
} as const;

/** The same for API tokens and policies, which are spelled alike below their own roots. */
const itemLines = (root: string) => ({
  list: { rest: `GET ${root}`, action: `GET ${root}/list` },
  create: { rest: `POST ${root}`, action: `POST ${root}/create` },
  get: { rest: `GET ${root}/{id}`, action: `GET ${root}/get/{id}` },
  update: { rest: `PUT ${root}/{id}`, action: `POST ${root}/update/{id}` },
  delete: { rest: `DELETE ${root}/{id}`, action: `POST ${root}/delete/{id}` },
  revoke: { rest: `POST ${root}/{id}/revoke`, action: `POST ${root}/revoke/{id}` },
  rotate: { rest: `POST ${root}/{id}/rotate`, action: `POST ${root}/rotate/{id}` },
});

type Ids = { readonly id?: number | string; readonly sid?: string };

/** Without an id its template stays as it is. */
const filled = (line: string, { id = '{id}', sid = '{sid}' }: Ids): string =>
  line.replace('{id}', String(id)).replace('{sid}', sid);

/** The request line of an operation on users. */
export const userLine = (style: Style, operation: keyof typeof USER_LINES, ids: Ids = {}): string =>
  filled(USER_LINES[operation][style], ids);

type ItemOperation = keyof ReturnType<typeof itemLines>;

const TOKEN_LINES = itemLines('/api/admin/tokens');
const POLICY_LINES = itemLines('/api/policies');

/** The request line of an operation on API tokens. */
export const tokenLine = (style: Style, operation: ItemOperation, ids: Ids = {}): string =>
  filled(TOKEN_LINES[operation][style], ids);

/** The request line of an operation on policies. */
export const policyLine = (
  style: Style,
  operation: Exclude<ItemOperation, 'revoke' | 'rotate'>,
  ids: Ids = {},
): string => filled(POLICY_LINES[operation][style], ids);
