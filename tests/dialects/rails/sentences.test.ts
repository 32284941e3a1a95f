import { rails } from '../../../routes/dialects/rails/rails.dialect';
import {
  AppError,
  ERROR_KINDS,
  type ErrorCode,
  type ErrorDetails,
  type Issue,
} from '../../../src/domain/error';
import { RAILS } from './manners';

const { says } = RAILS;

const bodyOf = (code: ErrorCode, details: ErrorDetails = {}): string => {
  const { status, body } = rails.encodeError(new AppError(code, details), null);
  return `${status} ${body.kind === 'json' ? JSON.stringify(body.value) : body.kind}`;
};

const failed = (error: string, message: string): string => JSON.stringify({ error, message });
const invalid = (messages: object): string => JSON.stringify({ error: 'Validation failed', messages });

/** Every error there is. Some cannot happen in rails; whoever binds more operations finds them said. */
const EXPECTED: Readonly<Record<string, string>> = {
  malformed_body: `400 ${says.malformed}`,
  body_too_large: `413 ${says.tooLarge}`,
  unsupported_media_type: `415 ${says.notJson}`,
  invalid_fields: `400 ${invalid({})}`,
  current_password_incorrect: `400 ${failed('Bad request', 'Current password incorrect')}`,
  invalid_reset_code: `400 ${failed('Bad request', 'Invalid code')}`,
  policy_in_use: `400 ${failed('Bad request', 'Policy is in use')}`,
  credentials_missing: `401 ${says.unauthorized}`,
  token_invalid: `401 ${says.unauthorized}`,
  token_expired: `401 ${says.unauthorized}`,
  token_revoked: `401 ${says.unauthorized}`,
  invalid_credentials: `401 ${failed('Unauthorized', 'Invalid credentials')}`,
  invalid_code: `401 ${failed('Unauthorized', 'Invalid code')}`,
  invalid_refresh_token: `401 ${failed('Unauthorized', 'Invalid refresh token')}`,
  refresh_token_expired: `401 ${failed('Unauthorized', 'Invalid refresh token')}`,
  forbidden: `403 ${says.forbidden}`,
  write_required: `403 ${says.forbidden}`,
  token_policy_refused: `403 ${says.forbidden}`,
  own_account: `403 ${failed('Forbidden', 'You cannot do that to yourself')}`,
  own_password: `403 ${failed('Forbidden', 'Change your own password with the current one')}`,
  password_change_required: `403 ${failed('Forbidden', 'Password change required')}`,
  route_not_found: `404 ${says.routeNotFound}`,
  user_not_found: `404 ${says.userNotFound}`,
  token_not_found: `404 ${failed('Not found', 'Token not found')}`,
  policy_not_found: `404 ${failed('Not found', 'Policy not found')}`,
  session_not_found: `404 ${failed('Not found', 'Session not found')}`,
  method_not_allowed: `405 ${says.methodNotAllowed}`,
  gone: `410 ${failed('Gone', 'Gone')}`,
  brownout: `410 ${failed('Gone', 'Temporarily gone (brownout)')}`,
  username_taken: `400 ${invalid({ username: ['has already been taken'] })}`,
  email_taken: `400 ${invalid({ email: ['has already been taken'] })}`,
  employee_id_taken: `400 ${invalid({ employee_id: ['has already been taken'] })}`,
  token_name_taken: `409 ${failed('Conflict', 'Token name already exists')}`,
  policy_name_taken: `409 ${failed('Conflict', 'Policy name already exists')}`,
  last_administrator: `409 ${failed('Conflict', 'The last active administrator must stay')}`,
  version_stale: `412 ${failed('Precondition failed', 'The user has changed since it was read')}`,
  idempotency_key_malformed: `400 ${failed('Bad request', 'Idempotency-Key must be 1 to 255 printable ASCII characters')}`,
  idempotency_key_reused: `422 ${failed('Unprocessable entity', 'Idempotency-Key was used for another request')}`,
  idempotency_in_flight: `409 ${failed('Conflict', 'A request with this Idempotency-Key is still under way')}`,
  idempotency_result_gone: `409 ${failed('Conflict', 'What this Idempotency-Key created was deleted, revoked or replaced since, or has expired')}`,
  rate_limited: `429 ${failed('Too many requests', 'Rate limit exceeded')}`,
  too_many_sign_ins: `429 ${failed('Too many requests', 'Too many login attempts')}`,
  unavailable: `503 ${says.unavailable}`,
  internal: `500 ${says.fault}`,
};

test.each(Object.keys(ERROR_KINDS) as ErrorCode[])('%s', (code) => {
  expect(bodyOf(code)).toBe(EXPECTED[code]);
});

test('what a caller tried to do to itself is named', () => {
  expect(bodyOf('own_account', { action: 'delete' })).toBe(
    `403 ${failed('Forbidden', 'You cannot delete yourself')}`,
  );
});

test('nothing of what was underneath is told', () => {
  const cause = new Error('select password_hash from users');
  for (const code of ['internal', 'unavailable', 'email_taken', 'malformed_body'] as const) {
    expect(bodyOf(code, { cause })).not.toContain('select');
  }
});

/** What this dialect's own fields cannot bring about, such as the rules of passwords. */
const RULES: readonly (readonly [issue: Issue, message: string])[] = [
  [{ field: 'limit', rule: 'range', expected: 'from 1 to 200' }, 'must be from 1 to 200'],
  [{ field: 'password', rule: 'too_short', expected: 8 }, 'is too short (minimum is 8 characters)'],
  [{ field: 'password', rule: 'too_many_bytes', expected: 72 }, 'is too long (maximum is 72 bytes)'],
  [{ field: 'password', rule: 'too_common' }, 'is too common'],
  [{ field: 'password', rule: 'reused' }, 'was used before'],
  [{ field: 'until', rule: 'future' }, 'must be in the future'],
];

test.each(RULES)('%j', (issue, message) => {
  expect(bodyOf('invalid_fields', { issues: [issue] })).toBe(`400 ${invalid({ [issue.field]: [message] })}`);
});

test('several sentences of a field stand together, none twice, fields in the order of the document', () => {
  const issues: Issue[] = [
    { field: 'roles', rule: 'one_of' },
    { field: 'email', rule: 'taken' },
    { field: 'username', rule: 'taken' },
    { field: 'name', rule: 'format' },
    { field: 'email', rule: 'format' },
    { field: 'email', rule: 'taken' },
  ];
  expect(bodyOf('invalid_fields', { issues })).toBe(
    `400 ${invalid({
      name: ['is invalid'],
      email: ['has already been taken', 'must be a valid email address'],
      role: ['is not included in the list'],
      username: ['has already been taken'],
    })}`,
  );
});
