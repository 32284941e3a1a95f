import type { Dialect } from '../../dialect';
import { apiKeys } from './api-keys';
import { auth } from './auth';
import { encodeError } from './errors';
import { health } from './health';
import { users } from './users';

/** Seed 000: custom methods behind a colon (AIP-136), GET for reads and POST for effects, at the root. */
export const colon: Dialect = {
  name: 'colon',
  prefix: '',
  area: { claims: [''], bindings: [...users, ...auth, ...apiKeys, health] },
  encodeError,
  quotaHeaders: ({ limit, remaining, resetAt }) => ({
    'X-RateLimit-Limit': String(limit),
    'X-RateLimit-Remaining': String(remaining),
    'X-RateLimit-Reset': String(Math.ceil(resetAt.getTime() / 1000)),
  }),
  losses: {
    shown: {
      name: 'seed 000 has no display name',
      roles: 'the primary one alone',
      status: 'no field for it',
      phone: 'no field for it',
      userType: 'no field for it',
      employeeId: 'no field for it',
      isEmailVerified: 'no field for it',
      updatedAt: 'a later sign-in stands in its place',
    },
    written: {
      username: 'of a new user alone; it cannot be changed',
      name: 'seed 000 has no display name',
      roles: 'one alone, which replaces them all',
      status: 'no field for it',
      phone: 'no field for it',
      userType: 'no field for it',
      employeeId: 'no field for it',
      isEmailVerified: 'no field for it',
    },
  },
};
