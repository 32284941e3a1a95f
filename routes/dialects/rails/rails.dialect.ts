import type { Dialect } from '../../dialect';
import { encodeError } from './errors';
import { users } from './users';

/** Seed 002: users under `/api/v1` with the habits of Rails, all problems of a body at once. */
export const rails: Dialect = {
  name: 'rails',
  prefix: '/api/v1',
  area: { claims: ['/api/v1'], bindings: users },
  encodeError,
  losses: {
    shown: {
      username: 'shown as the name where a user was never given one',
      roles: 'the primary role alone',
      canWrite: 'seed 002 has no field for it',
      phone: 'seed 002 has no field for it',
      userType: 'seed 002 has no field for it',
      employeeId: 'seed 002 has no field for it',
      isEmailVerified: 'seed 002 has no field for it',
      lastSignInAt: 'seed 002 has no field for it',
    },
    written: {
      username: 'made from the email address of a new user',
      roles: 'one role, which replaces the whole set',
      canWrite: 'seed 002 has no field for it',
      phone: 'seed 002 has no field for it',
      userType: 'seed 002 has no field for it',
      employeeId: 'seed 002 has no field for it',
      isEmailVerified: 'seed 002 has no field for it',
      password: 'a user made here signs in with a password once an administrator has set one',
    },
  },
};
