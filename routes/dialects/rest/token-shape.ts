import type { ApiToken } from '../../../src/domain/api-token';
import type { Instant } from '../../../src/domain/instant';
import { shape } from '../../codec/fields';
import { wholeSeconds } from '../../codec/times';

const ID = { type: 'integer', minimum: 1 } as const;
const TIME = { type: 'string', format: 'date-time' } as const;
const TIME_OR_NULL = { type: ['string', 'null'], format: 'date-time' } as const;

const timeOrNull = (instant: Instant | null): string | null =>
  instant === null ? null : wholeSeconds(instant);

/** An API token without its secret. */
export const tokenShape = shape<ApiToken>([
  { key: 'id', of: (token) => token.id, schema: ID, example: 7 },
  { key: 'user_id', of: (token) => token.userId, schema: ID, example: 2 },
  { key: 'name', of: (token) => token.name, schema: { type: ['string', 'null'] }, example: 'nightly export' },
  { key: 'prefix', of: (token) => token.prefix, schema: { type: 'string' }, example: 'rst_Xq3b7Kf0' },
  {
    key: 'policy_id',
    of: (token) => token.policyId,
    schema: { type: ['integer', 'null'], minimum: 1 },
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
]);
