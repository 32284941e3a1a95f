import type { ApiToken } from '../../../src/domain/api-token';
import type { Page } from '../../../src/domain/paging';
import { bind } from '../../binding';
import { saying, showing } from '../../codec/reply';
import { inQuery } from '../../locator';
import { decodeKeyChanges, decodeNewKey, keyChanges, newKey } from './api-key-body';
import { apiKeyShape, showingKey } from './api-key-shape';
import { decodePage, PAGE_QUERY, showingPage } from './ulid-page';

const at = { token: inQuery('id', 'ulid') };
const floor = 'administrators';
const under = 'apikey';

const wholePage = (page: Page<ApiToken>): Page<ApiToken> => page;

/** The token operations by another name, for administrators. */
export const apiKeys = [
  bind('tokens.list', ['GET /apikeys:list'], {
    floor,
    query: PAGE_QUERY,
    decode: (request) => ({ ...decodePage(request), order: 'ulid' as const }),
    reply: showingPage(apiKeyShape, 'apikeys', wholePage),
  }),
  bind('tokens.get', ['GET /apikeys:get'], { at, floor, reply: showing(apiKeyShape, { under }) }),
  bind('tokens.create', ['POST /apikeys:create'], {
    floor,
    body: newKey,
    decode: ({ body }) => decodeNewKey(body),
    reply: showingKey('API key created successfully', 201),
  }),
  bind('tokens.update', ['POST /apikeys:update'], {
    at,
    floor,
    body: keyChanges,
    decode: ({ body }) => ({ changes: decodeKeyChanges(body) }),
    reply: showing(apiKeyShape, { under, beside: { message: 'API key updated successfully' } }),
  }),
  bind('tokens.rotate', ['POST /apikeys:update'], {
    at,
    floor,
    when: { field: 'action', equals: 'rotate' },
    reply: showingKey('API key rotated successfully'),
  }),
  bind('tokens.delete', ['POST /apikeys:destroy'], {
    at,
    floor,
    reply: saying({ message: 'API key deleted successfully' }),
  }),
];
