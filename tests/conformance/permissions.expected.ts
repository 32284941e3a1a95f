/**
 * Who may do what, written by hand from the wire contract ("Who may do what") and from nothing else: neither the
 * specifications of the operations nor the table of roles is asked, so that a wrong one cannot bless itself.
 */

/** The callers, in the order of the columns. Those up to `superadmin` have a session, those after it an API token. */
export const CALLERS = [
  'anonymous',
  'user',
  'readonly',
  'user that may not write',
  'admin that may not write',
  'admin',
  'superadmin',
  'suspended admin',
  'deleted admin',
  'locked admin',
  'token of an admin',
  'token of a user',
  'token of a demoted admin',
  'token of an admin, narrowed to a user',
  'token of an admin, narrowed to reading',
] as const;
export type CallerName = (typeof CALLERS)[number];

//                              no signed-in effects | administrators | whoever reads users | everyone signed in
const ADMINISTRATORS_READ = '   401 403 403 403 200 200 200 401 401 401 200 403 403 403 200';
const ADMINISTRATORS_WRITE = '  401 403 403 403 403 200 200 401 401 401 200 403 403 403 403';
const ADMINISTRATORS_CREATE = ' 401 403 403 403 403 201 201 401 401 401 201 403 403 403 403';
const READERS_OF_USERS = '      401 403 200 403 200 200 200 401 401 401 200 403 403 403 200';
const EVERYONE_SIGNED_IN = '    401 200 200 200 200 200 200 401 401 401 200 200 200 200 200';
// Whoever is made a mere reader may not write, unless somebody says otherwise.
const EVERYONE_WHO_MAY_WRITE = '401 200 403 403 403 200 200 401 401 401 200 200 200 200 403';
const NOBODY = '                401 403 403 403 403 403 403 401 401 401 403 403 403 403 403';
const ANYBODY = '               200 200 200 200 200 200 200 200 200 200 200 200 200 200 200';

/** The status of each operation for each caller. */
export const EXPECTED: Readonly<Record<string, string>> = {
  'users.list': READERS_OF_USERS,
  'users.get': READERS_OF_USERS,
  'users.create': ADMINISTRATORS_CREATE,
  'users.update': ADMINISTRATORS_WRITE,
  'users.delete': ADMINISTRATORS_WRITE,
  'users.restore': ADMINISTRATORS_WRITE,
  'users.suspend': ADMINISTRATORS_WRITE,
  'users.unsuspend': ADMINISTRATORS_WRITE,
  'users.resetOtpCount': ADMINISTRATORS_WRITE,
  'users.extendPasswordExpiry': ADMINISTRATORS_WRITE,
  'users.lock': ADMINISTRATORS_WRITE,
  'users.unlock': ADMINISTRATORS_WRITE,
  'users.getRoles': ADMINISTRATORS_READ,
  'users.setRoles': ADMINISTRATORS_WRITE,
  'users.listSessions': ADMINISTRATORS_READ,
  'users.endSessions': ADMINISTRATORS_WRITE,
  'users.endSession': ADMINISTRATORS_WRITE,
  'roles.list': ADMINISTRATORS_READ,
  'directory.list': ADMINISTRATORS_READ,
  'directory.get': ADMINISTRATORS_READ,
  'audit.list': ADMINISTRATORS_READ,
  'tokens.list': ADMINISTRATORS_READ,
  'tokens.get': ADMINISTRATORS_READ,
  'tokens.create': ADMINISTRATORS_CREATE,
  'tokens.update': ADMINISTRATORS_WRITE,
  'tokens.revoke': ADMINISTRATORS_WRITE,
  'tokens.rotate': ADMINISTRATORS_WRITE,
  'tokens.delete': ADMINISTRATORS_WRITE,
  'tokens.setPolicy': ADMINISTRATORS_WRITE,
  'policies.list': ADMINISTRATORS_READ,
  'policies.get': ADMINISTRATORS_READ,
  'policies.create': ADMINISTRATORS_CREATE,
  'policies.update': ADMINISTRATORS_WRITE,
  'policies.delete': ADMINISTRATORS_WRITE,
  'auth.signIn': ANYBODY,
  'auth.refresh': ANYBODY,
  'otp.send': ANYBODY,
  'otp.resend': ANYBODY,
  'auth.signInByCode': ANYBODY,
  'auth.resetPasswordByCode': ANYBODY,
  'auth.me': EVERYONE_SIGNED_IN,
  'auth.listSessions': EVERYONE_SIGNED_IN,
  // "Everyone signed in: ... list and end their own sessions": ending one is a sign-out, which needs no right to write.
  'auth.endSession': EVERYONE_SIGNED_IN,
  'auth.signOut': EVERYONE_SIGNED_IN,
  'auth.changePassword': EVERYONE_SIGNED_IN,
  'usage.list': ADMINISTRATORS_READ,
  'usage.mine': EVERYONE_SIGNED_IN,
  'usage.traffic': ADMINISTRATORS_READ,
  'usage.limits': ADMINISTRATORS_READ,
  'lifecycle.list': ADMINISTRATORS_READ,
  'translate.request': EVERYONE_SIGNED_IN,
  'system.health': ANYBODY,
  'own account: get': EVERYONE_SIGNED_IN,
  'own account: nothing': EVERYONE_WHO_MAY_WRITE,
  'own account: email': EVERYONE_WHO_MAY_WRITE,
  'own account: username': ADMINISTRATORS_WRITE,
  'own account: email and username': ADMINISTRATORS_WRITE,
  'own account: status active': ADMINISTRATORS_WRITE,
  'own account: status suspended': NOBODY,
  'own account: password': NOBODY,
  'own account: suspend': NOBODY,
  'own account: lock': NOBODY,
  'own account: delete': NOBODY,
  'own account: demote': NOBODY,
};

/** Spellings that need no credentials. Every other one of any dialect does. */
export const PUBLIC = [
  'POST /api/auth/login',
  'POST /api/auth/refresh',
  'POST /api/auth/otp/send',
  'POST /api/auth/otp/resend',
  'POST /api/auth/otp/login',
  'POST /api/auth/password/reset',
  'POST /auth:login',
  'POST /auth:refresh',
  'GET /health',
  'POST /api/admin/login',
  'POST /form/api/v1/auth/login',
  'POST /form/api/v1/auth/generate-otp',
  'POST /form/api/v1/user/security/resend-otp',
  'POST /form/api/v1/user/reset-password',
];
