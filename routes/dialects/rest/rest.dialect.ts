import type { Dialect } from '../../dialect';
import { auth } from './auth';
import { directory } from './directory';
import { encodeError } from './errors';
import { codeAdministration, oneTimeCodes } from './one-time-codes';
import { policies } from './policies';
import { sessions } from './sessions';
import { tokens } from './tokens';
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
    ],
    bindings: [...auth, ...oneTimeCodes, ...tokens, ...policies, ...directory],
  },
  encodeError,
};
