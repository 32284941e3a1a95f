import { bind } from '../../binding';
import { PAGE_QUERY } from '../../codec/page-query';
import { showing } from '../../codec/reply';
import { inBody, inPath } from '../../locator';
import { decodeIdPage, showingPage } from './id-list';
import { success } from './replies';
import { decodeAssignment, decodeNewToken, decodeTokenChanges, newToken } from './token-body';
import { issuedTokenShape, tokenShape } from './token-shape';

const SCOPE = 'tokens';

const token = inPath('id', 'integer');
const tokenInBody = inBody('token_id', 'integer');

/** API tokens in both styles. */
export const tokens = [
  bind('tokens.list', ['GET /admin/tokens', 'GET /admin/tokens/list'], {
    query: PAGE_QUERY,
    decode: (request) => decodeIdPage(request, SCOPE),
    reply: showingPage(tokenShape, () => SCOPE),
  }),
  bind('tokens.create', ['POST /admin/tokens', 'POST /admin/tokens/create'], {
    body: newToken,
    decode: ({ body }) => decodeNewToken(body),
    reply: showing(issuedTokenShape, {
      status: 201,
      location: (made) => `/api/admin/tokens/${made.token.id}`,
    }),
  }),
  bind('tokens.get', ['GET /admin/tokens/{id}', 'GET /admin/tokens/get/{id}'], {
    at: { token },
    reply: showing(tokenShape),
  }),
  bind(
    'tokens.update',
    [
      'PUT /admin/tokens/{id}',
      'PATCH /admin/tokens/{id}',
      'PUT /admin/tokens/update/{id}',
      'PATCH /admin/tokens/update/{id}',
      'POST /admin/tokens/update/{id}',
    ],
    {
      at: { token },
      body: decodeTokenChanges,
      decode: ({ body }) => ({ changes: decodeTokenChanges(body) }),
      reply: showing(tokenShape),
    },
  ),
  bind(
    'tokens.delete',
    ['DELETE /admin/tokens/{id}', 'DELETE /admin/tokens/delete/{id}', 'POST /admin/tokens/delete/{id}'],
    { at: { token }, reply: success('Token deleted successfully') },
  ),
  bind('tokens.revoke', ['POST /admin/tokens/{id}/revoke', 'POST /admin/tokens/revoke/{id}'], {
    at: { token },
    reply: showing(tokenShape),
  }),
  bind('tokens.rotate', ['POST /admin/tokens/{id}/rotate', 'POST /admin/tokens/rotate/{id}'], {
    at: { token },
    reply: showing(issuedTokenShape),
  }),
  bind('tokens.setPolicy', ['PUT /tokens/policy', 'POST /tokens/policy', 'PATCH /tokens/policy'], {
    at: { token: tokenInBody },
    body: decodeAssignment,
    decode: ({ body }) => decodeAssignment(body),
    reply: showing(tokenShape),
  }),
];
