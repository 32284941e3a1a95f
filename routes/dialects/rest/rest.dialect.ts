import type { Dialect } from '../../dialect';
import { auth } from './auth';
import { directory } from './directory';
import { encodeError } from './errors';
import { lifecycle } from './lifecycle';
import { codeAdministration, oneTimeCodes } from './one-time-codes';
import { policies } from './policies';
import { sessions } from './sessions';
import { tokens } from './tokens';
import { translation } from './translate';
import { usage } from './usage';
import { userAdministration, users } from './users';

/** Seed 001: REST and its action twins under `/api`, errors as bare text. */
export const rest: Dialect = {
  name: 'rest',
  prefix: '/api',
  area: {
    claims: ['/api'],
    bindings: [...users, ...userAdministration, ...codeAdministration, ...sessions],
  },
  administration: {
    claims: [
      '/api/auth',
      '/api/admin/tokens',
      '/api/tokens',
      '/api/policies',
      '/api/roles',
      '/api/directory',
      '/api/audit',
      '/api/translate',
      '/api/usage',
      '/api/lifecycle',
    ],
    bindings: [
      ...auth,
      ...oneTimeCodes,
      ...tokens,
      ...policies,
      ...directory,
      ...usage,
      lifecycle,
      translation,
    ],
  },
  encodeError,
  losses: {
    shown: {
      name: 'seed 001 has no display name',
      roles: 'beside the user, at /api/users/{id}/roles',
      canWrite: 'in the directory alone',
      phone: 'in the directory alone',
      userType: 'in the directory alone',
      employeeId: 'in the directory alone',
      isEmailVerified: 'in the directory alone',
    },
    written: {
      name: 'seed 001 has no display name',
      roles: 'beside the user, at /api/users/{id}/roles',
      canWrite: 'no field for it',
      phone: 'no field for it',
      userType: 'no field for it',
      employeeId: 'no field for it',
      isEmailVerified: 'no field for it',
    },
  },
};
