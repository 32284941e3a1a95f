import type { AppError, ErrorCode } from '../../../src/domain/error';
import type { OperationId } from '../../../src/operations/contract';
import { brownedOut, gone, lowered } from '../../codec/phrases';
import { json, type WireResponse } from '../../wire';
import { firstSaid, type Said } from './sentences';

type Form =
  | readonly [status: number, error: string, error_code?: string]
  | readonly [status: number, said: (error: AppError, operation: OperationId | null) => Said];

const TOKEN: Form = [401, 'invalid or expired token'];
const NO_CODE: Form = [401, 'invalid code'];

/** What nobody may do to its own account through the administration of users. */
const ofOneself = ({ details: { action = 'update' } }: AppError): Said => ({
  error: `cannot ${action} your own account`,
  error_code: 'CANNOT_MODIFY_SELF',
});

const ofLastAdministrator = (_error: AppError, operation: OperationId | null): Said => ({
  error: `cannot ${operation === 'users.delete' ? 'delete' : 'demote'} the last active administrator`,
  error_code: 'CANNOT_DELETE_LAST_ADMIN',
});

const FORMS: Record<ErrorCode, Form> = {
  malformed_body: [400, 'invalid request body'],
  idempotency_key_malformed: [
    400,
    'Idempotency-Key must be 1 to 255 printable ASCII characters',
    'INVALID_IDEMPOTENCY_KEY',
  ],
  body_too_large: [413, 'request body too large'],
  unsupported_media_type: [415, 'unsupported media type: send application/json in UTF-8'],
  invalid_fields: [400, firstSaid],
  current_password_incorrect: [401, 'invalid old password'],
  invalid_reset_code: [400, 'invalid code'],
  policy_in_use: [400, 'policy is in use'],
  idempotency_key_reused: [422, 'Idempotency-Key was used for another request', 'IDEMPOTENCY_KEY_REUSED'],
  credentials_missing: [401, 'authentication required'],
  token_invalid: TOKEN,
  token_expired: TOKEN,
  token_revoked: [401, 'token has been revoked'],
  invalid_credentials: [401, 'invalid credentials'],
  invalid_code: NO_CODE,
  invalid_refresh_token: [401, 'invalid refresh token'],
  refresh_token_expired: [401, 'refresh token expired'],
  forbidden: [403, 'admin access required', 'AUTHZ_ROLE_REQUIRED'],
  write_required: [403, 'write permission required', 'AUTHZ_WRITE_REQUIRED'],
  token_policy_refused: [403, "not permitted by the token's policy", 'AUTHZ_POLICY_REFUSED'],
  own_account: [403, ofOneself],
  own_password: [403, 'change your own password with auth:me', 'CANNOT_MODIFY_SELF'],
  password_change_required: [403, 'password change required', 'AUTHZ_PASSWORD_CHANGE_REQUIRED'],
  route_not_found: [404, 'not found'],
  user_not_found: [404, 'user not found', 'USER_NOT_FOUND'],
  token_not_found: [404, 'API key not found', 'APIKEY_NOT_FOUND'],
  policy_not_found: [404, 'policy not found'],
  session_not_found: [404, 'session not found'],
  method_not_allowed: [405, 'method not allowed'],
  gone: [410, (error) => ({ error: lowered(gone(error)), error_code: 'GONE' })],
  brownout: [410, (error) => ({ error: lowered(brownedOut(error)), error_code: 'BROWNOUT' })],
  username_taken: [409, 'username already exists', 'USERNAME_EXISTS'],
  email_taken: [409, 'email already exists', 'EMAIL_EXISTS'],
  employee_id_taken: [409, 'employee ID already exists', 'EMPLOYEE_ID_EXISTS'],
  token_name_taken: [409, 'API key name already exists', 'APIKEY_NAME_EXISTS'],
  policy_name_taken: [409, 'policy name already exists'],
  last_administrator: [403, ofLastAdministrator],
  version_stale: [412, 'precondition failed', 'PRECONDITION_FAILED'],
  idempotency_in_flight: [
    409,
    'a request with this Idempotency-Key is still under way',
    'IDEMPOTENCY_IN_FLIGHT',
  ],
  idempotency_result_gone: [
    409,
    'what this Idempotency-Key created was deleted, revoked or replaced since, or has expired',
    'IDEMPOTENCY_RESULT_GONE',
  ],
  rate_limited: [429, 'rate limit exceeded', 'RATE_LIMIT_EXCEEDED'],
  too_many_sign_ins: [429, 'too many login attempts', 'LOGIN_RATE_LIMIT'],
  unavailable: [503, 'service unavailable'],
  internal: [500, 'internal server error'],
};

/** `{code, error, error_code}`; the last one only where the wire contract has one (seed 000). */
export const encodeError = (error: AppError, operation: OperationId | null): WireResponse => {
  const [code, said, error_code] = FORMS[error.code];
  if (typeof said === 'function') return json(code, { code, ...said(error, operation) });
  return json(code, { code, error: said, ...(error_code !== undefined && { error_code }) });
};
