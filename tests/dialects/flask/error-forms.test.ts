import { encodeError } from '../../../routes/dialects/flask/errors';
import { AppError, ERROR_KINDS, type ErrorCode, type ErrorDetails } from '../../../src/domain/error';
import type { OperationId } from '../../../src/operations/contract';

type Case = [code: ErrorCode, status: number, body: unknown, details?: ErrorDetails];

const message = (sentence: string) => ({ message: sentence });
const msg = (sentence: string) => ({ msg: sentence });
const failed = (sentence: string) => ({ msg: sentence, success: false });
const DENIED = { error: 'Insufficient permissions' };

const MOBILE = { issues: [{ field: 'phone', rule: 'too_long', expected: 32 }] } as const;
const MISSING = { issues: [{ field: 'mobile', rule: 'required' }] } as const;

/** What an error is where no operation has a sentence of its own for it. */
const ANYWHERE: readonly Case[] = [
  ['malformed_body', 400, message('Invalid request body')],
  ['body_too_large', 413, message('Request body too large')],
  ['unsupported_media_type', 415, message('Unsupported Media Type: send application/json in UTF-8')],
  ['invalid_fields', 400, message('mobile must be at most 32 characters'), MOBILE],
  ['current_password_incorrect', 400, message('Current password incorrect')],
  ['invalid_reset_code', 400, message('Invalid OTP')],
  ['policy_in_use', 400, message('Policy is in use')],
  ['credentials_missing', 401, msg('Missing Authorization Header')],
  ['token_invalid', 401, msg('Invalid token')],
  ['token_expired', 401, msg('Token has expired')],
  ['token_revoked', 401, msg('Token has been revoked')],
  ['invalid_credentials', 401, failed('Invalid credentials')],
  ['invalid_code', 401, failed('Invalid OTP')],
  ['invalid_refresh_token', 401, msg('Invalid token')],
  ['refresh_token_expired', 401, msg('Token has expired')],
  ['forbidden', 403, DENIED],
  ['write_required', 403, DENIED],
  ['token_policy_refused', 403, DENIED],
  ['own_account', 403, { error: 'You cannot suspend yourself' }, { action: 'suspend' }],
  ['own_password', 403, DENIED],
  ['password_change_required', 403, DENIED],
  ['route_not_found', 404, message('Not Found')],
  ['user_not_found', 404, message('User not found')],
  ['token_not_found', 404, message('Token not found')],
  ['policy_not_found', 404, message('Policy not found')],
  ['session_not_found', 404, message('Session not found')],
  ['method_not_allowed', 405, message('Method Not Allowed')],
  ['gone', 410, message('Gone')],
  ['brownout', 410, message('Temporarily gone (brownout)')],
  ['username_taken', 400, message('Username already exists')],
  ['email_taken', 400, message('Email already exists')],
  ['employee_id_taken', 400, message('Employee ID already exists')],
  ['token_name_taken', 400, message('Token name already exists')],
  ['policy_name_taken', 400, message('Policy name already exists')],
  ['last_administrator', 409, message('The last active administrator must stay')],
  ['version_stale', 412, message('The user has changed since it was read')],
  ['idempotency_key_malformed', 400, message('Idempotency-Key must be 1 to 255 printable ASCII characters')],
  ['idempotency_key_reused', 422, message('Idempotency-Key was used for another request')],
  ['idempotency_in_flight', 409, message('A request with this Idempotency-Key is still under way')],
  [
    'idempotency_result_gone',
    409,
    message('What this Idempotency-Key created was deleted, revoked or replaced since, or has expired'),
  ],
  ['rate_limited', 429, message('Too many requests')],
  ['too_many_sign_ins', 429, message('Too many requests')],
  ['unavailable', 503, message('Service Unavailable')],
  ['internal', 500, message('Internal Server Error')],
];

/** What it is under `/auth`, where a failure has `success` in it; tokens and permissions have not. */
const UNDER_AUTH: readonly [OperationId, ...Case][] = [
  ['auth.signIn', 'malformed_body', 400, failed('Invalid request body')],
  ['auth.signIn', 'invalid_fields', 400, failed('Missing credentials'), MISSING],
  ['auth.signInByCode', 'invalid_fields', 400, failed('Missing credentials'), MISSING],
  ['otp.send', 'invalid_fields', 400, failed('mobile is required'), MISSING],
  ['auth.signIn', 'too_many_sign_ins', 401, failed('Invalid credentials')],
  ['auth.signInByCode', 'too_many_sign_ins', 401, failed('Invalid OTP')],
  ['otp.send', 'rate_limited', 429, failed('Too many requests')],
  ['auth.signIn', 'body_too_large', 413, failed('Request body too large')],
  [
    'auth.signOut',
    'unsupported_media_type',
    415,
    failed('Unsupported Media Type: send application/json in UTF-8'),
  ],
  ['auth.signIn', 'unavailable', 503, failed('Service Unavailable')],
  ['auth.signIn', 'internal', 500, failed('Internal Server Error')],
  ['auth.signOut', 'token_revoked', 401, msg('Token has been revoked')],
  ['auth.signOut', 'token_policy_refused', 403, DENIED],
];

/** What it is elsewhere, where the operation decides. */
const ELSEWHERE: readonly [OperationId, ...Case][] = [
  ['auth.resetPasswordByCode', 'too_many_sign_ins', 400, message('Invalid OTP')],
  ['auth.changePassword', 'too_many_sign_ins', 429, message('Too many requests')],
  ['otp.resend', 'rate_limited', 429, message('Too many requests')],
  ['otp.resend', 'invalid_fields', 400, message('mobile is required'), MISSING],
];

const encoded = (code: ErrorCode, details: ErrorDetails | undefined, operation: OperationId | null) => {
  const { status, body } = encodeError(new AppError(code, details), operation);
  return [status, body.kind === 'json' ? JSON.stringify(body.value) : body.kind];
};

test('every error there is stands in the expectations', () => {
  expect(ANYWHERE.map(([code]) => code).sort()).toEqual(Object.keys(ERROR_KINDS).sort());
});

test.each<Case>(ANYWHERE)('%s', (...[code, status, body, details]) => {
  for (const operation of [null, 'users.update'] as const)
    expect(encoded(code, details, operation)).toEqual([status, JSON.stringify(body)]);
});

test.each<[OperationId, ...Case]>([...UNDER_AUTH, ...ELSEWHERE])(
  '%s: %s',
  (...[operation, code, status, body, details]) => {
    expect(encoded(code, details, operation)).toEqual([status, JSON.stringify(body)]);
  },
);
