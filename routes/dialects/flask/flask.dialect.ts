import type { Dialect } from '../../dialect';
import { auth } from './auth';
import { encodeError } from './errors';
import { ownAccount } from './own-account';
import { security, users } from './users';

/** Seed 004: task endpoints under `/form/api/v1`, users at `/user`, sign-in at `/auth`. */
export const flask: Dialect = {
  name: 'flask',
  prefix: '/form/api/v1',
  area: {
    claims: ['/form/api/v1'],
    bindings: [...users, ...security, ...ownAccount, ...auth],
  },
  encodeError,
  losses: {
    shown: {
      name: 'seed 004 has no display name',
      canWrite: 'no field for it',
    },
    written: {
      name: 'seed 004 has no display name',
      canWrite: 'no field for it',
    },
  },
};
