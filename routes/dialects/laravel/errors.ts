import type { AppError, ErrorCode } from '../../../src/domain/error';
import type { OperationId } from '../../../src/operations/contract';
import { brownedOut, gone } from '../../codec/phrases';
import { json, type WireResponse } from '../../wire';
import { problemsOf } from './problems';

/** Either a sentence, or problems by field. */
type Form = readonly [status: number, message: string | ((error: AppError) => string)] | 'fields';

const UNAUTHORIZED: Form = [401, 'Unauthorized'];
const FORBIDDEN: Form = [403, 'Forbidden'];

const FORMS: Record<ErrorCode, Form> = {
  malformed_body: [400, 'Invalid request body'],
  idempotency_key_malformed: [400, 'Idempotency-Key must be 1 to 255 printable ASCII characters'],
  body_too_large: [413, 'Payload Too Large'],
  unsupported_media_type: [415, 'Unsupported Media Type: send application/json in UTF-8'],
  invalid_fields: 'fields',
  current_password_incorrect: [400, 'Current password incorrect'],
  invalid_reset_code: [400, 'Invalid code'],
  policy_in_use: [400, 'Policy is in use'],
  idempotency_key_reused: [422, 'Idempotency-Key was used for another request'],
  credentials_missing: UNAUTHORIZED,
  token_invalid: UNAUTHORIZED,
  token_expired: UNAUTHORIZED,
  token_revoked: UNAUTHORIZED,
  invalid_credentials: [401, 'Invalid credentials'],
  invalid_code: [401, 'Invalid code'],
  invalid_refresh_token: [401, 'Invalid refresh token'],
  refresh_token_expired: [401, 'Invalid refresh token'],
  forbidden: FORBIDDEN,
  write_required: FORBIDDEN,
  token_policy_refused: FORBIDDEN,
  own_account: [403, ({ details }) => `You cannot ${details.action ?? 'do that to'} yourself`],
  own_password: [403, 'Change your own password with the current one'],
  password_change_required: [403, 'Password change required'],
  route_not_found: [404, 'Not Found'],
  user_not_found: [404, 'User not found'],
  token_not_found: [404, 'Token not found'],
  policy_not_found: [404, 'Policy not found'],
  session_not_found: [404, 'Session not found'],
  method_not_allowed: [405, 'Method Not Allowed'],
  gone: [410, gone],
  brownout: [410, brownedOut],
  username_taken: 'fields',
  email_taken: 'fields',
  employee_id_taken: 'fields',
  token_name_taken: [409, 'Token name already exists'],
  policy_name_taken: [409, 'Policy name already exists'],
  last_administrator: [409, 'The last active administrator must stay'],
  version_stale: [412, 'The user has changed since it was read.'],
  idempotency_in_flight: [409, 'A request with this Idempotency-Key is still under way'],
  idempotency_result_gone: [
    409,
    'What this Idempotency-Key created was deleted, revoked or replaced since, or has expired',
  ],
  rate_limited: [429, 'Too Many Requests'],
  too_many_sign_ins: [429, 'Too many login attempts'],
  unavailable: [503, 'Service Unavailable'],
  internal: [500, 'Server Error'],
};

const answer = (status: number, message: string, more: object = {}): WireResponse =>
  json(status, { status: 'error', message, ...more });

/** `{status:"error", message}`, with `errors` where fields are wrong (seed 003, "Error Responses"). */
export const encodeError = (error: AppError, operation: OperationId | null): WireResponse => {
  const form = FORMS[error.code];
  if (form === 'fields') return answer(422, 'Validation failed', { errors: problemsOf(error, operation) });
  const [status, message] = form;
  return answer(status, typeof message === 'string' ? message : message(error));
};
