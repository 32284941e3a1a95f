import { ROLE_NAMES } from '../../../src/domain/role';
import { type Deed, NEW_PASSWORD } from './deed';
import { created, updated } from './person';
import { sayable, type Values } from './saying';
import { uniqueFields } from './scene';

/** Whoever must be said more about is an ordinary user: what it would be if nothing were said. */
const ordinary = (): Values => ({ ...uniqueFields(), roles: ['user'] });

const create = (what: string, must: Deed['must']): Deed => ({
  name: `create ${what}`,
  operation: 'users.create',
  ...(must && { must }),
  spare: ordinary,
  after: (_person, wrote, at) => created(wrote, at),
});

const creating = (what: string, values: Values): Deed => create(what, () => values);

/** New users. */
export const CREATES: readonly Deed[] = [
  create('with all that it can say', (_stage, route) => sayable(route, uniqueFields())),
  creating('with no more than it must', {}),
  ...ROLE_NAMES.map((role) => creating(`a ${role}`, { roles: [role] })),
  creating('with several roles', { roles: ['admin', 'editor', 'readonly'] }),
  creating('suspended', { status: 'suspended' }),
  creating('one who may not write', { canWrite: false }),
  creating('a readonly who may write', { roles: ['readonly'], canWrite: true }),
  creating('a general', { userType: 'general' }),
];

const update = (what: string, must: NonNullable<Deed['must']>, more: Partial<Deed> = {}): Deed => ({
  name: `update ${what}`,
  operation: 'users.update',
  must,
  after: updated,
  session: 'alive',
  ...more,
});

const updating = (what: string, values: Values, more: Partial<Deed> = {}): Deed =>
  update(what, () => values, more);

/** A field gets a value that nobody else has. */
export const fresh = (field: keyof ReturnType<typeof uniqueFields>): Deed =>
  update(field, () => ({ [field]: uniqueFields()[field] }));

const ENDS = { session: 'dead' } as const;

const everything = (): Values => ({
  ...uniqueFields(),
  ...{ roles: ['admin'], status: 'suspended', canWrite: false, userType: 'general', isEmailVerified: false },
});

/** Changes of users, field by field. */
export const UPDATES: readonly Deed[] = [
  ...(['username', 'name', 'email', 'phone', 'employeeId'] as const).map(fresh),
  ...['name', 'phone', 'employeeId'].map((field) => updating(`no ${field}`, { [field]: null })),
  updating('isEmailVerified', { isEmailVerified: false }),
  update('a verified email', () => ({ email: uniqueFields().email, isEmailVerified: true })),
  updating('userType', { userType: 'general' }),
  updating('canWrite', { canWrite: false }),
  updating('status suspended', { status: 'suspended' }, ENDS),
  updating('status active', { status: 'active' }, { ...ENDS, before: 'suspended' }),
  updating('one role', { roles: ['creator'] }, ENDS),
  updating('several roles', { roles: ['superadmin', 'user', 'deo'] }, ENDS),
  updating('readonly', { roles: ['readonly'] }, ENDS),
  updating('password', { password: NEW_PASSWORD }, ENDS),
  update('what it is already', ({ person }) => ({ email: person.email })),
  update('all that it can say', (_stage, route) => sayable(route, everything()), ENDS),
];
