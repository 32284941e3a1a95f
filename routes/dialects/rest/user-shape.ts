import { ROLE_NAMES, type RoleId, type RoleName } from '../../../src/domain/role';
import type { User } from '../../../src/domain/user';
import { shape } from '../../codec/fields';
import { wholeSeconds } from '../../codec/times';
import { asItIs, emailField, idField, lastSignInField, timeField } from '../../codec/user-fields';
import { idOf, ROLES } from '../../codec/wire-types';

/** A user as seed 001 shows it; `last_login` is absent until the first sign-in. */
export const userShape = shape<User>(
  [
    idField('id', { schema: idOf('integer'), example: 2 }),
    asItIs('username', 'username', { example: 'user1' }),
    emailField('user1@example.com'),
    asItIs('status', 'status', {
      schema: { type: 'string', enum: ['active', 'suspended'] },
      example: 'active',
    }),
    lastSignInField('last_login', wholeSeconds, { example: '2023-06-14T08:15:30Z', before: undefined }),
    timeField('created_at', 'createdAt', wholeSeconds, '2023-02-15T00:00:00Z'),
    timeField('updated_at', 'updatedAt', wholeSeconds, '2023-02-15T00:00:00Z'),
  ],
  'User',
);

/** A user's roles, in rank order. */
export const rolesShape = shape<readonly RoleName[]>(
  [
    {
      key: 'roles',
      of: (names) => names,
      schema: ROLES,
      example: ['user'],
    },
  ],
  'Roles',
);

/** A role of the table. */
export const roleShape = shape<{ readonly id: RoleId; readonly name: RoleName }>(
  [
    { key: 'id', of: ({ id }) => id, schema: idOf('integer'), example: 1 },
    { key: 'name', of: ({ name }) => name, schema: { type: 'string', enum: ROLE_NAMES }, example: 'admin' },
  ],
  'Role',
);
