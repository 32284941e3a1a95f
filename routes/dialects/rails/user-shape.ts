import type { User, UserStatus } from '../../../src/domain/user';
import { shape } from '../../codec/fields';
import { wholeSeconds } from '../../codec/times';
import { emailField, idField, nameField, roleField, timeField } from '../../codec/user-fields';
import { idOf } from '../../codec/wire-types';

/** The words of `status`. */
export const STATUSES = { active: 'active', inactive: 'suspended' } as const satisfies Record<
  string,
  UserStatus
>;

/** A user as seed 002 shows it. */
export const userShape = shape<User>(
  [
    idField('id', { schema: idOf('integer'), example: 457 }),
    nameField('Jane Smith'),
    emailField('jane.smith@example.com'),
    roleField('user'),
    timeField('created_at', 'createdAt', wholeSeconds, '2025-03-07T12:05:00Z'),
    timeField('updated_at', 'updatedAt', wholeSeconds, '2025-03-07T12:05:00Z'),
    {
      key: 'status',
      of: ({ status }) => (status === 'active' ? 'active' : 'inactive'),
      looksAt: ['status'],
      schema: { type: 'string', enum: Object.keys(STATUSES) },
      example: 'active',
      shows: 'status',
      read: (wire) => (wire === 'active' ? 'active' : 'suspended'),
    },
  ],
  'User',
);
