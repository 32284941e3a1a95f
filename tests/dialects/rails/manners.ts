import type { Manners } from '../manners';

const failed = (error: string, message: string): string => JSON.stringify({ error, message });

/** rails as the wire contract has it; the words for 405, 413, 415, 500 and 503 are ours. */
export const RAILS: Manners = {
  users: '/api/v1/users',
  served: { '/api/v1/users': 'GET HEAD POST', '/api/v1/users/1': 'GET HEAD PUT PATCH DELETE' },
  nowhere: [
    '/api/v1',
    '/api/v1/',
    '/api/v1/users/',
    '/api/v1/users/1/',
    '/api/v1/users/1/suspend',
    '/api/v1/user',
  ],
  newUser: (email) => ({ name: 'Jane Smith', email, role: 'user', status: 'active' }),
  says: {
    unauthorized: failed('Unauthorized', 'Invalid or missing token'),
    forbidden: failed('Forbidden', 'Only admin users can perform this action'),
    userNotFound: failed('Not found', 'User not found'),
    routeNotFound: failed('Not found', 'Route not found'),
    methodNotAllowed: failed('Method not allowed', 'Method not allowed for this path'),
    malformed: failed('Bad request', 'Invalid request body'),
    tooLarge: failed('Payload too large', 'Request body too large'),
    notJson: failed('Unsupported media type', 'Send application/json in UTF-8'),
    fault: failed('Internal server error', 'Something went wrong'),
    unavailable: failed('Service unavailable', 'Try again later'),
  },
  overLimit: (limit, per) =>
    failed('Too many requests', `Rate limit exceeded: Maximum ${limit} requests per ${per} allowed.`),
};

/** A validation failure, to the byte. */
export const invalid = (messages: Readonly<Record<string, readonly string[]>>): string =>
  `400 (application/json; charset=utf-8) ${JSON.stringify({ error: 'Validation failed', messages })}`;

/** What stands under `error` and `message` otherwise. */
export const refused = (status: number, error: string, message: string): string =>
  `${status} (application/json; charset=utf-8) ${failed(error, message)}`;
