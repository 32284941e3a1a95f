import { ROLE_IDS, ROLE_NAMES, type RoleId, type RoleName, roleName } from '../../../src/domain/role';
import type { User } from '../../../src/domain/user';
import { type Field, objectSchema, shape } from '../../codec/fields';
import { microseconds } from '../../codec/times';
import { emailField, idField, nameField, textField, timeField } from '../../codec/user-fields';
import { idOf } from '../../codec/wire-types';

interface Role {
  readonly id: RoleId;
  readonly name: RoleName;
}

/** A role as it stands in users and in the list of roles. */
export const roleShape = shape<Role>(
  [
    {
      key: 'id',
      of: ({ id }) => id,
      schema: { type: 'integer', enum: Object.values(ROLE_IDS) },
      example: ROLE_IDS.admin,
    },
    { key: 'name', of: ({ name }) => name, schema: { type: 'string', enum: ROLE_NAMES }, example: 'admin' },
  ],
  'Role',
);

const primaryOf = ({ roles }: User): Role => {
  const [name] = roles;
  if (name === undefined) throw new Error('a user has no role');
  return { id: ROLE_IDS[name], name };
};

const PLAIN: readonly Field<User>[] = [
  idField('id', { schema: idOf('integer'), example: 1 }),
  nameField('John Doe'),
  emailField('john@example.com'),
  {
    key: 'role_id',
    of: (user) => primaryOf(user).id,
    looksAt: ['roles'],
    schema: { type: 'integer', enum: Object.values(ROLE_IDS) },
    example: ROLE_IDS.admin,
    shows: 'roles',
    read: (wire) => [roleName(Number(wire))],
    isPartial: true,
  },
  {
    key: 'phone_number',
    of: ({ phone }) => phone ?? '',
    looksAt: ['phone'],
    schema: textField('phone'),
    example: '1234567890',
    shows: 'phone',
    read: (wire) => wire || null,
  },
  timeField('created_at', 'createdAt', microseconds, '2024-01-20T12:00:00.000000Z'),
  timeField('updated_at', 'updatedAt', microseconds, '2024-01-20T12:00:00.000000Z'),
];

/** A user as seed 003 shows it after it was written, and at sign-in. */
export const writtenUserShape = shape<User>(PLAIN, 'User');

/** A user as seed 003 shows it when it is read: with its role as an object. */
export const readUserShape = shape<User>(
  [
    ...PLAIN,
    {
      key: 'role',
      of: (user) => roleShape.encode(primaryOf(user)),
      looksAt: ['roles'],
      schema: objectSchema(roleShape),
      example: { id: ROLE_IDS.admin, name: 'admin' },
    },
  ],
  'UserWithRole',
);
