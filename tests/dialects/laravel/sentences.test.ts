import { laravel } from '../../../routes/dialects/laravel/laravel.dialect';
import {
  AppError,
  ERROR_KINDS,
  type ErrorCode,
  type ErrorDetails,
  type Issue,
} from '../../../src/domain/error';
import type { OperationId } from '../../../src/operations/contract';
import { failure, LARAVEL } from './manners';

const { says } = LARAVEL;

const bodyOf = (
  code: ErrorCode,
  details: ErrorDetails = {},
  operation: OperationId | null = null,
): string => {
  const { status, body } = laravel.encodeError(new AppError(code, details), operation);
  return `${status} ${body.kind === 'json' ? JSON.stringify(body.value) : body.kind}`;
};

const invalid = (errors: object): string =>
  JSON.stringify({ status: 'error', message: 'Validation failed', errors });

/** Every error there is. Some cannot happen in laravel; whoever binds more operations finds them said. */
const EXPECTED: Readonly<Record<string, string>> = {
  malformed_body: `400 ${says.malformed}`,
  body_too_large: `413 ${says.tooLarge}`,
  unsupported_media_type: `415 ${says.notJson}`,
  invalid_fields: `422 ${invalid({})}`,
  current_password_incorrect: `400 ${failure('Current password incorrect')}`,
  invalid_reset_code: `400 ${failure('Invalid code')}`,
  policy_in_use: `400 ${failure('Policy is in use')}`,
  credentials_missing: `401 ${says.unauthorized}`,
  token_invalid: `401 ${says.unauthorized}`,
  token_expired: `401 ${says.unauthorized}`,
  token_revoked: `401 ${says.unauthorized}`,
  invalid_credentials: `401 ${failure('Invalid credentials')}`,
  invalid_code: `401 ${failure('Invalid code')}`,
  invalid_refresh_token: `401 ${failure('Invalid refresh token')}`,
  refresh_token_expired: `401 ${failure('Invalid refresh token')}`,
  forbidden: `403 ${says.forbidden}`,
  write_required: `403 ${says.forbidden}`,
  token_policy_refused: `403 ${says.forbidden}`,
  own_account: `403 ${failure('You cannot do that to yourself')}`,
  own_password: `403 ${failure('Change your own password with the current one')}`,
  password_change_required: `403 ${failure('Password change required')}`,
  route_not_found: `404 ${says.routeNotFound}`,
  user_not_found: `404 ${says.userNotFound}`,
  token_not_found: `404 ${failure('Token not found')}`,
  policy_not_found: `404 ${failure('Policy not found')}`,
  session_not_found: `404 ${failure('Session not found')}`,
  method_not_allowed: `405 ${says.methodNotAllowed}`,
  gone: `410 ${failure('Gone')}`,
  brownout: `410 ${failure('Temporarily gone (brownout)')}`,
  username_taken: `422 ${invalid({ username: ['The username has already been taken.'] })}`,
  email_taken: `422 ${invalid({ email: ['The email has already been taken.'] })}`,
  employee_id_taken: `422 ${invalid({ employee_id: ['The employee id has already been taken.'] })}`,
  token_name_taken: `409 ${failure('Token name already exists')}`,
  policy_name_taken: `409 ${failure('Policy name already exists')}`,
  last_administrator: `409 ${failure('The last active administrator must stay')}`,
  version_stale: `412 ${failure('The user has changed since it was read.')}`,
  idempotency_key_malformed: `400 ${failure('Idempotency-Key must be 1 to 255 printable ASCII characters')}`,
  idempotency_key_reused: `422 ${failure('Idempotency-Key was used for another request')}`,
  idempotency_in_flight: `409 ${failure('A request with this Idempotency-Key is still under way')}`,
  idempotency_result_gone: `409 ${failure('What this Idempotency-Key created was deleted, revoked or replaced since, or has expired')}`,
  rate_limited: `429 ${failure('Too Many Requests')}`,
  too_many_sign_ins: `429 ${failure('Too many login attempts')}`,
  unavailable: `503 ${says.unavailable}`,
  internal: `500 ${says.fault}`,
};

test.each(Object.keys(ERROR_KINDS) as ErrorCode[])('%s', (code) => {
  expect(bodyOf(code)).toBe(EXPECTED[code]);
});

test('nothing of what was underneath is told', () => {
  const cause = new Error('select password_hash from users');
  for (const code of ['internal', 'unavailable', 'email_taken', 'malformed_body'] as const) {
    expect(bodyOf(code, { cause })).not.toContain('select');
  }
});

/** Rules that no body of this dialect breaks as it is, by what the domain calls the field. */
const RULES: readonly (readonly [issue: Issue, name: string, sentence: string])[] = [
  [{ field: 'password', rule: 'reused' }, 'password', 'The password was used before.'],
  [{ field: 'limit', rule: 'range', expected: 'at least 1' }, 'limit', 'The limit must be at least 1.'],
  [{ field: 'until', rule: 'future' }, 'until', 'The until must be a date after now.'],
  [{ field: 'newPassword', rule: 'required' }, 'new_password', 'The new password field is required.'],
  [{ field: 'roles', rule: 'required' }, 'role_id', 'The role id field is required.'],
];

test.each(RULES)('%j', (issue, name, sentence) => {
  expect(bodyOf('invalid_fields', { issues: [issue] })).toBe(`422 ${invalid({ [name]: [sentence] })}`);
});

test('several sentences of a field stand together, none twice, fields in the order of the document', () => {
  const issues: Issue[] = [
    { field: 'phone', rule: 'not_null' },
    { field: 'password', rule: 'too_short', expected: 15 },
    { field: 'username', rule: 'taken' },
    { field: 'email', rule: 'taken' },
    { field: 'password', rule: 'too_common' },
    { field: 'password', rule: 'too_short', expected: 15 },
    { field: 'name', rule: 'not_null' },
  ];
  const others = {
    email: ['The email has already been taken.'],
    password: ['The password must be at least 15 characters.', 'The password is too common.'],
  };
  expect(bodyOf('invalid_fields', { issues }, 'users.create')).toBe(
    `422 ${invalid({
      name: ['The name field is required.'],
      ...others,
      phone_number: ['The phone number field is required.'],
      username: ['The username has already been taken.'],
    })}`,
  );
  expect(bodyOf('invalid_fields', { issues }, 'users.update')).toBe(
    `422 ${invalid({
      name: ['The name must be a string.'],
      ...others,
      phone_number: ['The phone number must be a string.'],
      username: ['The username has already been taken.'],
    })}`,
  );
});
