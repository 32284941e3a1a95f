import { NAME_LIMIT } from '../../../src/domain/api-token';
import { toInstant } from '../../../src/domain/instant';
import type { LimitUse, TokenUse } from '../../../src/domain/token-use';
import { objectSchema, shape } from '../../codec/fields';
import { wholeSeconds } from '../../codec/times';
import { COUNT, idOf, orNull, TIME_OR_NULL, textOf } from '../../codec/wire-types';

const limitShape = shape<LimitUse>(
  [
    { key: 'limit', of: ({ limit }) => limit, schema: orNull(COUNT), example: 60 },
    { key: 'used', of: ({ used }) => used, schema: orNull(COUNT), example: 12 },
    {
      key: 'reset_at',
      of: ({ resetAt }) => resetAt && wholeSeconds(toInstant(resetAt)),
      schema: TIME_OR_NULL,
      example: '2030-06-15T10:31:00Z',
    },
  ],
  'LimitUse',
);

/** An API token's use of its limits. */
export const tokenUseShape = shape<TokenUse>(
  [
    { key: 'token_id', of: ({ tokenId }) => tokenId, schema: idOf('integer'), example: 7 },
    { key: 'name', of: ({ name }) => name, schema: orNull(textOf(NAME_LIMIT)), example: 'nightly export' },
    { key: 'user_id', of: ({ userId }) => userId, schema: idOf('integer'), example: 2 },
    {
      key: 'minute',
      of: ({ minute }) => limitShape.encode(minute),
      schema: objectSchema(limitShape),
      example: { limit: 60, used: 12, reset_at: '2030-06-15T10:31:00Z' },
    },
    {
      key: 'day',
      of: ({ day }) => limitShape.encode(day),
      schema: objectSchema(limitShape),
      example: { limit: 1000, used: 340, reset_at: '2030-06-16T00:00:00Z' },
    },
  ],
  'TokenUse',
);
