import type { AppError, ErrorCode } from '../../../src/domain/error';
import { wireNames } from '../../codec/body';
import { brownedOut, firstProblem, gone, overLimit } from '../../codec/phrases';
import { text, type WireResponse } from '../../wire';
import { CODE_BODY } from './one-time-code-bodies';
import { POLICY_BODY } from './policy-body';
import { TRANSLATE_BODY } from './translate-body';

// Where a name on the wire is not the domain's in snake case.
const NAMES = wireNames(POLICY_BODY, CODE_BODY, TRANSLATE_BODY);

type Form = readonly [status: number, sentence: string | ((error: AppError) => string)];

const FORMS: Record<ErrorCode, Form> = {
  malformed_body: [400, 'Invalid request body'],
  idempotency_key_malformed: [400, 'Idempotency-Key must be 1 to 255 printable ASCII characters'],
  body_too_large: [413, 'Request body too large'],
  unsupported_media_type: [415, 'Unsupported Media Type: send application/json in UTF-8'],
  invalid_fields: [400, (error) => firstProblem(error, NAMES)],
  current_password_incorrect: [400, 'Current password incorrect'],
  invalid_reset_code: [400, 'Invalid code'],
  policy_in_use: [400, 'Policy is in use'],
  idempotency_key_reused: [422, 'Idempotency-Key was used for another request'],
  credentials_missing: [401, 'Unauthorized'],
  token_invalid: [401, 'Unauthorized'],
  token_expired: [401, 'Unauthorized'],
  token_revoked: [401, 'Unauthorized'],
  invalid_credentials: [401, 'Invalid credentials'],
  invalid_code: [401, 'Invalid code'],
  invalid_refresh_token: [401, 'Invalid refresh token'],
  refresh_token_expired: [401, 'Invalid refresh token'],
  forbidden: [403, 'Forbidden'],
  write_required: [403, 'Forbidden'],
  token_policy_refused: [403, 'Forbidden'],
  own_account: [403, ({ details }) => `You cannot ${details.action ?? 'do that to'} yourself`],
  own_password: [403, 'Change your own password with POST /api/auth/password'],
  password_change_required: [403, 'Password change required'],
  route_not_found: [404, 'Not Found'],
  user_not_found: [404, 'User not found'],
  token_not_found: [404, 'Token not found'],
  policy_not_found: [404, 'Policy not found'],
  session_not_found: [404, 'Session not found'],
  method_not_allowed: [405, 'Method Not Allowed'],
  gone: [410, gone],
  brownout: [410, brownedOut],
  username_taken: [409, 'Username already exists'],
  email_taken: [409, 'Email already exists'],
  employee_id_taken: [409, 'Employee ID already exists'],
  token_name_taken: [409, 'Token name already exists'],
  policy_name_taken: [409, 'Policy name already exists'],
  last_administrator: [409, 'The last active administrator must stay'],
  version_stale: [412, 'Precondition Failed'],
  idempotency_in_flight: [409, 'A request with this Idempotency-Key is still under way'],
  idempotency_result_gone: [
    409,
    'What this Idempotency-Key created was deleted, revoked or replaced since, or has expired',
  ],
  rate_limited: [429, overLimit],
  too_many_sign_ins: [429, 'Too many login attempts'],
  unavailable: [503, 'Service Unavailable'],
  internal: [500, 'Internal Server Error'],
};

/** The bare sentence that is an error in this dialect (seed 001, "Error Responses"). */
export const encodeError = (error: AppError): WireResponse => {
  const [status, sentence] = FORMS[error.code];
  return text(status, typeof sentence === 'string' ? sentence : sentence(error));
};
