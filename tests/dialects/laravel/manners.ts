import { inJson, type Manners } from '../manners';

/** A failure that no field is to blame for, as it is sent. */
export const failure = (message: string): string => JSON.stringify({ status: 'error', message });

/** laravel as the wire contract has it; the words for 405, 413, 415, 500 and 503 are ours. */
export const LARAVEL: Manners = {
  users: '/api/admin/users',
  served: {
    '/api/admin/users': 'GET HEAD POST',
    '/api/admin/users/1': 'GET HEAD PUT PATCH DELETE',
    '/api/admin/roles': 'GET HEAD',
    '/api/admin/login': 'POST',
  },
  nowhere: [
    ...[
      '/api/admin',
      '/api/admin/',
      '/api/admin/users/',
      '/api/admin/users/1/',
      '/api/admin/users/1/suspend',
    ],
    ...['/api/admin/roles/1', '/api/admin/logout', '/api/admin:users'],
  ],
  newUser: (email) => ({
    name: 'John Doe',
    email,
    password: 'password123',
    role_id: 2,
    phone_number: '1234567890',
  }),
  says: {
    unauthorized: failure('Unauthorized'),
    forbidden: failure('Forbidden'),
    userNotFound: failure('User not found'),
    routeNotFound: failure('Not Found'),
    methodNotAllowed: failure('Method Not Allowed'),
    malformed: failure('Invalid request body'),
    tooLarge: failure('Payload Too Large'),
    notJson: failure('Unsupported Media Type: send application/json in UTF-8'),
    fault: failure('Server Error'),
    unavailable: failure('Service Unavailable'),
  },
  overLimit: () => failure('Too Many Requests'),
};

/** A validation failure, to the byte. */
export const invalid = (errors: Readonly<Record<string, readonly string[]>>): string =>
  inJson(422, JSON.stringify({ status: 'error', message: 'Validation failed', errors }));

/** Any other failure, to the byte. */
export const refused = (status: number, message: string): string => inJson(status, failure(message));
