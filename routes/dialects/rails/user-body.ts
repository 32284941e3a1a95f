import { primaryRole, ROLE_NAMES, type RoleName } from '../../../src/domain/role';
import type { NewUser, UserChanges } from '../../../src/domain/user';
import { type BodyField, bodyDecoder } from '../../codec/body';
import { choice, userSchemas } from '../../codec/schemas';
import { STATUSES } from './user-shape';

// One role stands for the whole set: what a client demotes is demoted.
const ROLES = Object.fromEntries(ROLE_NAMES.map((name) => [name, [name]]));

/** What bodies hold, in the order in which problems are told. */
export const USER_BODY: readonly BodyField[] = [
  { key: 'name', to: 'name', schema: userSchemas.name, example: 'Jane Smith' },
  { key: 'email', to: 'email', schema: userSchemas.email, example: 'jane.smith@example.com' },
  {
    key: 'role',
    to: 'roles',
    schema: choice(ROLES).schema,
    write: (roles) => primaryRole(roles as readonly RoleName[]),
    example: 'user',
    isPartial: true,
  },
  { key: 'status', to: 'status', ...choice(STATUSES), example: 'active' },
];

const MAY_BE_BLANK = ['role', 'status'];

const isBlank = (value: unknown): boolean => typeof value === 'string' && value.trim() === '';

/** A blank role or status is as good as none: a new user gets the default, another keeps its own. */
const withoutBlanks = (body: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(body).filter(([key, value]) => !(MAY_BE_BLANK.includes(key) && isBlank(value))),
  );

const RULES = { isOptional: true, prepare: withoutBlanks } as const;

export const newUser = bodyDecoder<NewUser>(USER_BODY, { ...RULES, required: ['name', 'email'] });

export const userChanges = bodyDecoder<UserChanges>(USER_BODY, RULES);
