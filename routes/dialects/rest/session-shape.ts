import type { ListedSession } from '../../../src/domain/session';
import { shape } from '../../codec/fields';
import { wholeSeconds } from '../../codec/times';
import { ADDRESS, idOf, orNull, TIME, textOf, YES_NO } from '../../codec/wire-types';

/** A session as its owner and administrators see it. */
export const sessionShape = shape<ListedSession>(
  [
    {
      key: 'id',
      of: ({ id }) => id,
      schema: idOf('ulid'),
      example: '01J8ZQ4T7M3V9K2X5R6N8P0ABC',
    },
    {
      key: 'created_at',
      of: (session) => wholeSeconds(session.createdAt),
      schema: TIME,
      example: '2023-06-15T10:30:45Z',
    },
    {
      key: 'last_used_at',
      of: (session) => wholeSeconds(session.lastUsedAt),
      schema: TIME,
      example: '2023-06-15T11:02:10Z',
    },
    { key: 'ip', of: ({ ip }) => ip, schema: ADDRESS, example: '192.0.2.17' },
    {
      key: 'user_agent',
      of: ({ userAgent }) => userAgent,
      schema: orNull(textOf(512)),
      example: 'curl/8.5.0',
    },
    { key: 'current', of: ({ isCurrent }) => isCurrent, schema: YES_NO, example: true },
  ],
  'Session',
);
