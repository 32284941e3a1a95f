import { AppError, type ErrorCode, type ErrorDetails, type Issue } from '../../../src/domain/error';
import { ROLE_NAMES } from '../../../src/domain/role';
import type { OperationId } from '../../../src/operations/contract';

/** An error with fixed details, and the operation that it befell. */
export interface ErrorCase {
  /** As in the golden files: the code, and where it comes in several the variant. */
  readonly name: string;
  readonly error: AppError;
  readonly operation: OperationId | null;
}

const one = (
  name: string,
  code: ErrorCode,
  operation: OperationId | null,
  details: ErrorDetails = {},
): ErrorCase => ({ name, error: new AppError(code, details), operation });

const plain = (operation: OperationId | null, ...codes: ErrorCode[]): ErrorCase[] =>
  codes.map((code) => one(code, code, operation));

const invalid = (variant: string, operation: OperationId, ...issues: Issue[]): ErrorCase =>
  one(`invalid_fields [${variant}]`, 'invalid_fields', operation, { issues });

/** Every rule that a field can break. */
const INVALID = [
  invalid('required', 'users.create', { field: 'email', rule: 'required' }),
  invalid('not_null', 'users.create', { field: 'email', rule: 'not_null' }),
  invalid('type', 'users.create', { field: 'email', rule: 'type', expected: 'string' }),
  invalid('format', 'users.create', { field: 'email', rule: 'format' }),
  invalid('too_long', 'users.create', { field: 'email', rule: 'too_long', expected: 254 }),
  invalid('too_short', 'users.create', { field: 'password', rule: 'too_short', expected: 8 }),
  invalid('too_many_bytes', 'users.create', { field: 'password', rule: 'too_many_bytes', expected: 72 }),
  invalid('lacks', 'users.create', { field: 'password', rule: 'lacks', expected: 'number' }),
  invalid('too_common', 'users.create', { field: 'password', rule: 'too_common' }),
  invalid('contains_context', 'users.create', { field: 'password', rule: 'contains_context' }),
  invalid('reused', 'users.update', { field: 'password', rule: 'reused' }),
  invalid('one_of', 'users.create', { field: 'roles', rule: 'one_of', expected: ROLE_NAMES }),
  invalid('taken', 'users.create', { field: 'email', rule: 'taken' }),
  invalid('excludes', 'users.update', { field: 'email', rule: 'excludes', expected: 'password' }),
  invalid('range', 'users.list', { field: 'limit', rule: 'range', expected: 'from 1 to 200' }),
  invalid('future', 'users.suspend', { field: 'until', rule: 'future' }),
  invalid(
    'two fields',
    'users.create',
    { field: 'email', rule: 'format' },
    { field: 'name', rule: 'required' },
  ),
];

const tooManySignIns = (operation: OperationId): ErrorCase =>
  one(`too_many_sign_ins [${operation}]`, 'too_many_sign_ins', operation, { retryAfter: 900 });

const overLimit = (per: 'minute' | 'day', limit: number): ErrorCase =>
  one(`rate_limited [${per}]`, 'rate_limited', 'users.get', { quota: { limit, per } });

const INSTEAD = { instead: 'GET /api/users/2' };
const UNTIL = { until: '2026-03-02T00:00:00.000000Z', retryAfter: 60 };

/** Spellings that are gone, for good or for a while, with and without something to call in their place. */
const GONE = [
  one('gone', 'gone', 'users.get', INSTEAD),
  one('gone [nothing instead]', 'gone', 'auth.signIn', {}),
  one('brownout', 'brownout', 'users.get', { ...INSTEAD, ...UNTIL }),
  one('brownout [nothing instead]', 'brownout', 'auth.signIn', UNTIL),
];

const onOneself = (action: string, operation: OperationId): ErrorCase =>
  one(`own_account [${action}]`, 'own_account', operation, { action });

/** Every code there is, with details that never change. */
export const ERROR_CASES: readonly ErrorCase[] = [
  ...plain('users.create', 'malformed_body', 'body_too_large', 'unsupported_media_type'),
  ...INVALID,
  ...plain('auth.changePassword', 'current_password_incorrect'),
  ...plain('auth.resetPasswordByCode', 'invalid_reset_code'),
  ...plain('policies.delete', 'policy_in_use'),
  ...plain('users.get', 'credentials_missing', 'token_invalid', 'token_expired', 'token_revoked'),
  ...plain('auth.signIn', 'invalid_credentials'),
  ...plain('auth.signInByCode', 'invalid_code'),
  ...plain('auth.refresh', 'invalid_refresh_token', 'refresh_token_expired'),
  ...plain('users.delete', 'forbidden', 'write_required', 'token_policy_refused', 'password_change_required'),
  onOneself('delete', 'users.delete'),
  onOneself('suspend', 'users.update'),
  onOneself('update', 'users.update'),
  ...plain('users.update', 'own_password'),
  ...plain(null, 'route_not_found'),
  ...plain('users.get', 'user_not_found'),
  ...plain('tokens.get', 'token_not_found'),
  ...plain('policies.get', 'policy_not_found'),
  ...plain('users.endSession', 'session_not_found'),
  one('method_not_allowed', 'method_not_allowed', null, { allow: ['GET', 'HEAD', 'OPTIONS'] }),
  ...GONE,
  ...plain('users.create', 'username_taken', 'email_taken', 'employee_id_taken'),
  ...plain('tokens.create', 'token_name_taken'),
  ...plain('policies.create', 'policy_name_taken'),
  ...plain('users.delete', 'last_administrator'),
  ...plain('users.update', 'version_stale'),
  ...plain('users.create', 'idempotency_key_malformed', 'idempotency_key_reused'),
  one('idempotency_in_flight', 'idempotency_in_flight', 'users.create', { retryAfter: 1 }),
  ...plain('tokens.create', 'idempotency_result_gone'),
  overLimit('minute', 1),
  overLimit('day', 1),
  ...(['auth.signIn', 'auth.signInByCode', 'auth.changePassword', 'auth.resetPasswordByCode'] as const).map(
    tooManySignIns,
  ),
  ...plain('users.get', 'unavailable', 'internal'),
];
