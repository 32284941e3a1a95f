import type { ListedSession } from '../../../src/domain/session';
import { shape } from '../../codec/fields';
import { wholeSeconds } from '../../codec/times';

const TIME = { type: 'string', format: 'date-time' } as const;

/** A session as its owner and administrators see it. */
export const sessionShape = shape<ListedSession>([
  {
    key: 'id',
    of: ({ id }) => id,
    schema: { type: 'string', pattern: '^[0-7][0-9A-HJKMNP-TV-Z]{25}$' },
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
  { key: 'ip', of: ({ ip }) => ip, schema: { type: 'string' }, example: '192.0.2.17' },
  {
    key: 'user_agent',
    of: ({ userAgent }) => userAgent,
    schema: { type: ['string', 'null'] },
    example: 'curl/8.5.0',
  },
  { key: 'current', of: ({ isCurrent }) => isCurrent, schema: { type: 'boolean' }, example: true },
]);
