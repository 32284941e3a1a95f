import type { User } from '../../../src/domain/user';
import { shape } from '../../codec/fields';
import { wholeSeconds } from '../../codec/times';

const TIME = { type: 'string', format: 'date-time' } as const;

/** A user as seed 001 shows it; `last_login` is absent until the first sign-in. */
export const userShape = shape<User>([
  { key: 'id', of: (user) => user.id, schema: { type: 'integer', minimum: 1 }, example: 2 },
  { key: 'username', of: (user) => user.username, schema: { type: 'string' }, example: 'user1' },
  {
    key: 'email',
    of: (user) => user.email,
    schema: { type: 'string', format: 'email' },
    example: 'user1@example.com',
  },
  {
    key: 'status',
    of: (user) => user.status,
    schema: { type: 'string', enum: ['active', 'suspended'] },
    example: 'active',
  },
  {
    key: 'last_login',
    of: (user) => (user.lastSignInAt === null ? undefined : wholeSeconds(user.lastSignInAt)),
    schema: TIME,
    example: '2023-06-14T08:15:30Z',
  },
  {
    key: 'created_at',
    of: (user) => wholeSeconds(user.createdAt),
    schema: TIME,
    example: '2023-02-15T00:00:00Z',
  },
  {
    key: 'updated_at',
    of: (user) => wholeSeconds(user.updatedAt),
    schema: TIME,
    example: '2023-02-15T00:00:00Z',
  },
]);
