import type { IssuedToken } from '../../../src/domain/api-token';
import { PAGE_LIMIT } from '../../../src/domain/paging';
import type { Operations } from '../../../src/operations/contract';
import { bind } from '../../binding';
import { queryInteger, queryText, refuse } from '../../codec/query';
import { inPath, type Locator } from '../../locator';
import { json, type WireRequest } from '../../wire';
import { decodeCursor, encodePage } from './id-list';
import { success } from './replies';
import { decodeAssignment, decodeNewToken, decodeTokenChanges } from './token-body';
import { tokenShape } from './token-shape';

const PAGE = { min: 1, max: PAGE_LIMIT } as const;
const SCOPE = 'tokens';

/** The whole list, or with `limit` a page of it. */
const decodeList = (request: WireRequest): Operations['tokens.list']['input'] => {
  const limit = queryInteger(request, 'limit', PAGE);
  if (limit !== undefined) return { limit, ...decodeCursor(request, SCOPE) };
  return queryText(request, 'cursor') === undefined ? {} : refuse({ field: 'limit', rule: 'required' });
};

/** A token with its secret: the only two answers that ever hold one. */
const issued = ({ token, secret }: IssuedToken) => ({ ...tokenShape.encode(token), token: secret });

const token = inPath('id', 'integer');
const tokenInBody: Locator = { in: 'body', name: 'token_id', form: 'integer' };

/** API tokens in both styles. */
export const tokens = [
  bind('tokens.list', ['GET /admin/tokens', 'GET /admin/tokens/list'], {
    decode: decodeList,
    encode: (page, request) => encodePage(tokenShape, page, SCOPE, request),
  }),
  bind('tokens.create', ['POST /admin/tokens', 'POST /admin/tokens/create'], {
    decode: ({ body }) => decodeNewToken(body),
    encode: (made) => json(201, issued(made), { Location: `/api/admin/tokens/${made.token.id}` }),
  }),
  bind('tokens.get', ['GET /admin/tokens/{id}', 'GET /admin/tokens/get/{id}'], {
    at: { token },
    encode: (found) => json(200, tokenShape.encode(found)),
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
      decode: ({ body }) => ({ changes: decodeTokenChanges(body) }),
      encode: (updated) => json(200, tokenShape.encode(updated)),
    },
  ),
  bind(
    'tokens.delete',
    ['DELETE /admin/tokens/{id}', 'DELETE /admin/tokens/delete/{id}', 'POST /admin/tokens/delete/{id}'],
    { at: { token }, encode: success('Token deleted successfully') },
  ),
  bind('tokens.revoke', ['POST /admin/tokens/{id}/revoke', 'POST /admin/tokens/revoke/{id}'], {
    at: { token },
    encode: (revoked) => json(200, tokenShape.encode(revoked)),
  }),
  bind('tokens.rotate', ['POST /admin/tokens/{id}/rotate', 'POST /admin/tokens/rotate/{id}'], {
    at: { token },
    encode: (rotated) => json(200, issued(rotated)),
  }),
  bind('tokens.setPolicy', ['PUT /tokens/policy', 'POST /tokens/policy', 'PATCH /tokens/policy'], {
    at: { token: tokenInBody },
    decode: ({ body }) => decodeAssignment(body),
    encode: (updated) => json(200, tokenShape.encode(updated)),
  }),
];
