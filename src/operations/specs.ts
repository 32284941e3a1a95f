import type { Issue } from '../domain/error';
import type { Permission } from '../domain/role';
import type { OperationId, OperationSpec } from './contract';

type Extras = Omit<OperationSpec, 'summary' | 'access' | 'kind'>;

const NOTHING_MORE: Extras = { errors: [] };

const read = (
  summary: string,
  access: OperationSpec['access'],
  extras: Extras = NOTHING_MORE,
): OperationSpec => ({
  summary,
  access,
  kind: 'read',
  ...extras,
});

const effect = (
  summary: string,
  access: OperationSpec['access'],
  extras: Extras & { audit: string },
): OperationSpec => ({ summary, access, kind: 'effect', ...extras });

const may = (permission: Permission) => ({ permission });
const mayOrSelf = (permission: Permission) => ({ permission, orSelf: true });

const ON_USER = ['user_not_found'] as const;
const ON_VERSION = [...ON_USER, 'version_stale'] as const;
const ON_OTHERS = [...ON_VERSION, 'own_account', 'last_administrator'] as const;
const TAKEN = ['username_taken', 'email_taken', 'employee_id_taken'] as const;

// A revoked token stays dead: a new secret would hand out a key that opens nothing, or bring back what somebody ended.
export const REVOKED_TOKEN: Issue = { field: 'status', rule: 'one_of', expected: ['active'] };

/** The specification of every operation: the one place for permission, effect, audit and errors. */
export const SPECS: { readonly [O in OperationId]: OperationSpec } = {
  'users.list': read('List users', may('users:read'), { shows: 'users', errors: [] }),
  'users.get': read('Get a user', mayOrSelf('users:read'), { shows: 'user', errors: ON_USER }),
  'users.create': effect('Create a user', may('users:write'), {
    audit: 'users.create',
    replayable: true,
    redacted: ['password'],
    shows: 'user',
    errors: TAKEN,
  }),
  'users.update': effect('Update a user', mayOrSelf('users:write'), {
    audit: 'users.update',
    selfMay: ['email'],
    redacted: ['password'],
    shows: 'user',
    errors: [...ON_OTHERS, ...TAKEN, 'own_password'],
  }),
  'users.delete': effect('Delete a user', may('users:write'), { audit: 'users.delete', errors: ON_OTHERS }),
  'users.restore': effect('Restore a deleted user', may('users:write'), {
    audit: 'users.restore',
    errors: [...ON_VERSION, ...TAKEN],
  }),
  'users.suspend': effect('Suspend a user', may('users:write'), {
    audit: 'users.suspend',
    errors: ON_OTHERS,
  }),
  'users.unsuspend': effect('End a suspension', may('users:write'), {
    audit: 'users.unsuspend',
    errors: ON_VERSION,
  }),
  'users.lock': effect('Lock a user', may('users:write'), { audit: 'users.lock', errors: ON_OTHERS }),
  'users.unlock': effect('Unlock a user', may('users:write'), { audit: 'users.unlock', errors: ON_VERSION }),
  'users.resetOtpCount': effect("Open a user's one-time codes again", may('users:write'), {
    audit: 'users.resetOtpCount',
    errors: ON_VERSION,
  }),
  'users.extendPasswordExpiry': effect("Put the expiry of a user's password off", may('users:write'), {
    audit: 'users.extendPasswordExpiry',
    errors: ON_VERSION,
  }),
  'users.getRoles': read("Get a user's roles", may('directory:read'), { errors: ON_USER }),
  'users.setRoles': effect("Set a user's roles", may('users:write'), {
    audit: 'users.setRoles',
    errors: ON_OTHERS,
  }),
  'users.listSessions': read("List a user's sessions", may('sessions:manage'), { errors: ON_USER }),
  'users.endSessions': effect("End all of a user's sessions", may('sessions:manage'), {
    audit: 'users.endSessions',
    errors: ON_VERSION,
  }),
  'users.endSession': effect("End one of a user's sessions", may('sessions:manage'), {
    audit: 'users.endSession',
    errors: [...ON_VERSION, 'session_not_found'],
  }),
  'roles.list': read('List the roles', may('directory:read')),
  'directory.list': read('List whole records', may('directory:read'), { shows: 'users', errors: [] }),
  'directory.get': read('Get a whole record by any id', may('directory:read'), {
    shows: 'user',
    errors: ON_USER,
  }),
  'audit.list': read('Read the audit trail', may('audit:read')),
  'tokens.list': read('List API tokens', may('tokens:manage')),
  'tokens.get': read('Get an API token', may('tokens:manage'), { errors: ['token_not_found'] }),
  'tokens.create': effect('Create an API token', may('tokens:manage'), {
    audit: 'tokens.create',
    replayable: true,
    errors: ['user_not_found', 'policy_not_found', 'token_name_taken'],
  }),
  'tokens.update': effect('Update an API token', may('tokens:manage'), {
    audit: 'tokens.update',
    errors: ['token_not_found', 'policy_not_found', 'token_name_taken'],
  }),
  'tokens.revoke': effect('Revoke an API token', may('tokens:manage'), {
    audit: 'tokens.revoke',
    errors: ['token_not_found'],
  }),
  'tokens.rotate': effect("Replace an API token's secret", may('tokens:manage'), {
    audit: 'tokens.rotate',
    errors: ['token_not_found', 'invalid_fields'],
    issues: [REVOKED_TOKEN],
  }),
  'tokens.delete': effect('Delete an API token', may('tokens:manage'), {
    audit: 'tokens.delete',
    errors: ['token_not_found'],
  }),
  'tokens.setPolicy': effect("Set an API token's policy", may('tokens:manage'), {
    audit: 'tokens.setPolicy',
    errors: ['token_not_found', 'policy_not_found'],
  }),
  'policies.list': read('List policies', may('policies:manage')),
  'policies.get': read('Get a policy', may('policies:manage'), { errors: ['policy_not_found'] }),
  'policies.create': effect('Create a policy', may('policies:manage'), {
    audit: 'policies.create',
    replayable: true,
    errors: ['policy_name_taken'],
  }),
  'policies.update': effect('Update a policy', may('policies:manage'), {
    audit: 'policies.update',
    errors: ['policy_not_found', 'policy_name_taken'],
  }),
  'policies.delete': effect('Delete a policy', may('policies:manage'), {
    audit: 'policies.delete',
    errors: ['policy_not_found', 'policy_in_use'],
  }),
  'auth.signIn': effect('Sign in', 'public', {
    audit: 'auth.signIn',
    redacted: ['password'],
    errors: ['invalid_credentials', 'too_many_sign_ins'],
  }),
  'auth.signInByCode': effect('Sign in with a one-time code', 'public', {
    audit: 'auth.signInByCode',
    redacted: ['code'],
    errors: ['invalid_code', 'too_many_sign_ins'],
  }),
  'auth.resetPasswordByCode': effect('Set a new password with a one-time code', 'public', {
    audit: 'auth.resetPasswordByCode',
    redacted: ['code', 'newPassword'],
    errors: ['invalid_reset_code', 'too_many_sign_ins'],
  }),
  'otp.send': effect('Send a one-time code', 'public', { audit: 'otp.send', errors: [] }),
  'otp.resend': effect('Send another one-time code', 'public', { audit: 'otp.resend', errors: [] }),
  'auth.refresh': effect('Refresh a session', 'public', {
    audit: 'auth.refresh',
    redacted: ['refreshToken'],
    errors: ['invalid_refresh_token', 'refresh_token_expired'],
  }),
  'auth.signOut': effect('Sign out', 'signed-in', {
    audit: 'auth.signOut',
    evenReadOnly: true,
    restricted: true,
    redacted: ['refreshToken'],
    errors: ['invalid_refresh_token'],
  }),
  'auth.changePassword': effect("Change one's own password", 'signed-in', {
    audit: 'auth.changePassword',
    evenReadOnly: true,
    restricted: true,
    redacted: ['currentPassword', 'newPassword'],
    errors: ['current_password_incorrect', 'too_many_sign_ins'],
  }),
  'auth.me': read("Get one's own account", 'signed-in', { shows: 'user', errors: [] }),
  'auth.listSessions': read("List one's own sessions", 'signed-in'),
  'auth.endSession': effect("End one of one's own sessions", 'signed-in', {
    audit: 'auth.endSession',
    evenReadOnly: true,
    errors: ['session_not_found'],
  }),
  'usage.list': read('Read the ledger of usage', may('usage:read')),
  'usage.mine': read("Read one's own usage", 'signed-in'),
  'usage.traffic': read('Read requests and latencies over time', may('usage:read')),
  'usage.limits': read("Read API tokens' use of their limits", may('usage:read')),
  'lifecycle.list': read('Tell which spellings are on their way out', may('usage:read')),
  'translate.request': read('Say a request in the words of another dialect', 'signed-in', {
    redacted: ['text'],
    errors: [],
  }),
  'system.health': read('Tell that the service is there', 'public'),
};

/** Every operation's id, in the order of the specification. */
export const OPERATION_IDS = Object.keys(SPECS) as OperationId[];
