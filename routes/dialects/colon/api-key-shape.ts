import { type ApiToken, type IssuedToken, NAME_LIMIT } from '../../../src/domain/api-token';
import { DESCRIPTION_LIMIT } from '../../../src/domain/label';
import { ROLE_NAMES } from '../../../src/domain/role';
import { shape } from '../../codec/fields';
import { type Reply, tellOf, toShown } from '../../codec/reply';
import { wholeSeconds } from '../../codec/times';
import { idOf, SECRET, TIME, textOf, YES_NO } from '../../codec/wire-types';
import { json } from '../../wire';

/**
 * An API token as this dialect shows it. One that was made without a role or a right to write of its own has its owner's;
 * one without a name or description has an empty one.
 */
export const apiKeyShape = shape<ApiToken>(
  [
    { key: 'id', of: ({ ulid }) => ulid, schema: idOf('ulid'), example: '01KH58VDTRJ89NV9Y1JZW0Y42R' },
    { key: 'name', of: ({ name }) => name ?? '', schema: textOf(NAME_LIMIT), example: 'nightly export' },
    {
      key: 'description',
      of: ({ description }) => description ?? '',
      schema: textOf(DESCRIPTION_LIMIT),
      example: '',
    },
    {
      key: 'role',
      of: ({ role, ownerRole }) => role ?? ownerRole,
      schema: { type: 'string', enum: ROLE_NAMES },
      example: 'user',
    },
    {
      key: 'can_write',
      of: ({ canWrite, ownerCanWrite }) => canWrite ?? ownerCanWrite,
      schema: YES_NO,
      example: false,
    },
    {
      key: 'created_at',
      of: ({ createdAt }) => wholeSeconds(createdAt),
      schema: TIME,
      example: '2026-02-11T02:35:27Z',
    },
    {
      key: 'last_used_at',
      of: ({ lastUsedAt }) => (lastUsedAt === null ? undefined : wholeSeconds(lastUsedAt)),
      schema: TIME,
      example: '2026-02-12T08:00:00Z',
      isOptional: true,
    },
  ],
  'ApiKey',
);

const WARNING = 'Store this key securely. It will not be shown again.';

/** An API key with its secret, after a warning: the only answers that ever hold one. */
export const showingKey = (message: string, status = 200): Reply<IssuedToken> => {
  const beside = { message, warning: WARNING };
  const shown = toShown(apiKeyShape, false, { under: 'apikey', beside });
  return {
    status,
    shown,
    told: tellOf(shown, {
      key: { schema: SECRET, example: 'rst_Xq3b7Kf0aBcDeFgHiJkLmNoPqRsTuVwXyZ012345678' },
    }),
    encode: ({ token, secret }) =>
      json(status, { ...beside, apikey: apiKeyShape.encode(token), key: secret }),
  };
};
