import type { AppError, ErrorCode } from '../../../src/domain/error';
import { brownedOut, gone, overLimit } from '../../codec/phrases';
import { json, type WireResponse } from '../../wire';
import { messagesOf } from './messages';

const TITLES = {
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition failed',
  413: 'Payload too large',
  415: 'Unsupported media type',
  422: 'Unprocessable entity',
  429: 'Too many requests',
  500: 'Internal server error',
  503: 'Service unavailable',
} as const;

/** Either a title and a sentence, or problems by field. */
type Form =
  | readonly [status: keyof typeof TITLES, message: string | ((error: AppError) => string)]
  | 'fields';

const UNAUTHORIZED: Form = [401, 'Invalid or missing token'];
const FORBIDDEN: Form = [403, 'Only admin users can perform this action'];

const FORMS: Record<ErrorCode, Form> = {
  malformed_body: [400, 'Invalid request body'],
  idempotency_key_malformed: [400, 'Idempotency-Key must be 1 to 255 printable ASCII characters'],
  body_too_large: [413, 'Request body too large'],
  unsupported_media_type: [415, 'Send application/json in UTF-8'],
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
  route_not_found: [404, 'Route not found'],
  user_not_found: [404, 'User not found'],
  token_not_found: [404, 'Token not found'],
  policy_not_found: [404, 'Policy not found'],
  session_not_found: [404, 'Session not found'],
  method_not_allowed: [405, 'Method not allowed for this path'],
  gone: [410, gone],
  brownout: [410, brownedOut],
  username_taken: 'fields',
  email_taken: 'fields',
  employee_id_taken: 'fields',
  token_name_taken: [409, 'Token name already exists'],
  policy_name_taken: [409, 'Policy name already exists'],
  last_administrator: [409, 'The last active administrator must stay'],
  version_stale: [412, 'The user has changed since it was read'],
  idempotency_in_flight: [409, 'A request with this Idempotency-Key is still under way'],
  idempotency_result_gone: [
    409,
    'What this Idempotency-Key created was deleted, revoked or replaced since, or has expired',
  ],
  rate_limited: [429, overLimit],
  too_many_sign_ins: [429, 'Too many login attempts'],
  unavailable: [503, 'Try again later'],
  internal: [500, 'Something went wrong'],
};

/** `{error, messages}` for what is wrong with fields, `{error, message}` for everything else (seed 002, wire contract). */
export const encodeError = (error: AppError): WireResponse => {
  const form = FORMS[error.code];
  if (form === 'fields') return json(400, { error: 'Validation failed', messages: messagesOf(error) });
  const [status, message] = form;
  return json(status, {
    error: TITLES[status],
    message: typeof message === 'string' ? message : message(error),
  });
};
