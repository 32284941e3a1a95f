import { type ApiToken, type IssuedToken, NAME_LIMIT } from '../../../src/domain/api-token';
import type { Instant } from '../../../src/domain/instant';
import { fieldsOfPart, shape } from '../../codec/fields';
import { wholeSeconds } from '../../codec/times';
import { idOf, orNull, SECRET, TIME, TIME_OR_NULL, textOf } from '../../codec/wire-types';

const ID = idOf('integer');

const timeOrNull = (instant: Instant | null): string | null =>
  instant === null ? null : wholeSeconds(instant);

/** An API token without its secret. */
export const tokenShape = shape<ApiToken>(
  [
    { key: 'id', of: (token) => token.id, schema: ID, example: 7 },
    { key: 'user_id', of: (token) => token.userId, schema: ID, example: 2 },
    { key: 'name', of: (token) => token.name, schema: orNull(textOf(NAME_LIMIT)), example: 'nightly export' },
    { key: 'prefix', of: (token) => token.prefix, schema: textOf(16), example: 'rst_Xq3b7Kf0' },
    {
      key: 'policy_id',
      of: (token) => token.policyId,
      schema: orNull(ID),
      example: 1,
    },
    {
      key: 'status',
      of: (token) => token.status,
      schema: { type: 'string', enum: ['active', 'revoked', 'expired'] },
      example: 'active',
    },
    {
      key: 'expires_at',
      of: (token) => timeOrNull(token.expiresAt),
      schema: TIME_OR_NULL,
      example: '2030-06-15T10:30:45Z',
    },
    { key: 'last_used_at', of: (token) => timeOrNull(token.lastUsedAt), schema: TIME_OR_NULL, example: null },
    {
      key: 'created_at',
      of: (token) => wholeSeconds(token.createdAt),
      schema: TIME,
      example: '2030-06-14T10:30:45Z',
    },
    {
      key: 'updated_at',
      of: (token) => wholeSeconds(token.updatedAt),
      schema: TIME,
      example: '2030-06-14T10:30:45Z',
    },
  ],
  'Token',
);

/** A token with its secret: the only answers that ever hold one. */
export const issuedTokenShape = shape<IssuedToken>(
  [
    ...fieldsOfPart(tokenShape, ({ token }: IssuedToken) => token),
    {
      key: 'token',
      of: ({ secret }) => secret,
      schema: { ...SECRET, description: 'Shown this once' },
      example: 'rst_Xq3b7Kf0aBcDeFgHiJkLmNoPqRsTuVwXyZ012345678',
    },
  ],
  'IssuedToken',
);
