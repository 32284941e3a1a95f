import type { Dialect } from '../../dialect';
import { encodeError } from './errors';
import { users } from './users';

/** Seed 003: the administration of users under `/api/admin` with the habits of Laravel, all problems at once. */
export const laravel: Dialect = {
  name: 'laravel',
  prefix: '/api/admin',
  area: { claims: ['/api/admin'], bindings: users },
  encodeError,
  losses: {
    shown: {
      username: 'shown as the name where a user was never given one',
      roles: 'the primary role alone',
      status: 'seed 003 has no field for it',
      canWrite: 'seed 003 has no field for it',
      userType: 'seed 003 has no field for it',
      employeeId: 'seed 003 has no field for it',
      isEmailVerified: 'seed 003 has no field for it',
      lastSignInAt: 'seed 003 has no field for it',
    },
    written: {
      username: 'made from the email address of a new user',
      roles: 'one role, which replaces the whole set',
      status: 'seed 003 has no field for it',
      canWrite: 'seed 003 has no field for it',
      userType: 'seed 003 has no field for it',
      employeeId: 'seed 003 has no field for it',
      isEmailVerified: 'seed 003 has no field for it',
      password: 'of a new user alone; an update ignores it',
    },
  },
};
