import { isDeepStrictEqual } from 'node:util';
import type { RoleName } from '../../../src/domain/role';
import type { Values } from './saying';

/** A user as all dialects together can tell it, written here without asking the domain. */
export interface Person {
  readonly username: string;
  readonly name: string | null;
  readonly email: string;
  readonly roles: readonly RoleName[];
  readonly status: 'active' | 'suspended';
  readonly canWrite: boolean;
  readonly phone: string | null;
  readonly userType: 'employee' | 'general';
  readonly employeeId: string | null;
  readonly isEmailVerified: boolean;
  readonly lastSignInAt: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** What a new user is where nobody says otherwise (wire contract, "One user, five shapes"). */
const DEFAULTS: Omit<Person, 'username' | 'email' | 'createdAt' | 'updatedAt'> = {
  name: null,
  roles: ['user'],
  status: 'active',
  canWrite: true,
  phone: null,
  userType: 'employee',
  employeeId: null,
  isEmailVerified: false,
  lastSignInAt: null,
};

const localPart = (email: unknown): string => String(email).split('@')[0] ?? '';

/** Whom a create with these values makes: a name is derived where none is given, readonly may not write unless told. */
export const created = (wrote: Values, at: string): Person => {
  const roles = (wrote['roles'] ?? DEFAULTS.roles) as RoleName[];
  const derived = { username: localPart(wrote['email']), canWrite: roles[0] !== 'readonly' };
  const { password: _password, ...fields } = wrote;
  return { ...DEFAULTS, ...derived, createdAt: at, updatedAt: at, ...fields } as Person;
};

const becomesReadonly = (person: Person, roles: unknown): boolean =>
  Array.isArray(roles) && roles[0] === 'readonly' && person.roles[0] !== 'readonly';

const impliedBy = (person: Person, wrote: Values): Values => ({
  ...(becomesReadonly(person, wrote['roles']) && { canWrite: false }),
  ...(wrote['email'] !== undefined && wrote['email'] !== person.email && { isEmailVerified: false }),
});

/** What an update with these values makes of somebody; a password is a change however often it is the same. */
export const updated = (person: Person, wrote: Values, at: string): Person => {
  const { password, newPassword, ...fields } = wrote;
  const next = { ...person, ...impliedBy(person, wrote), ...fields } as Person;
  const isChange = password !== undefined || newPassword !== undefined || !isDeepStrictEqual(next, person);
  return isChange ? { ...next, updatedAt: at } : person;
};
