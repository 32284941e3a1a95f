import type { AppError, ErrorCode, Issue } from '../../../src/domain/error';
import { text, type WireResponse } from '../../wire';

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const article = (type: string): string => (/^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`);

const list = (expected: Issue['expected']): string =>
  Array.isArray(expected) ? expected.join(', ') : String(expected);

const PHRASES: Record<Issue['rule'], (name: string, expected: Issue['expected']) => string> = {
  required: (name) => `${name} is required`,
  not_null: (name) => `${name} must not be null`,
  type: (name, expected) =>
    expected === 'time'
      ? `${name} must be a time such as 2030-01-31T12:00:00Z`
      : `${name} must be ${article(String(expected))}`,
  too_short: (name, min) => `${name} must be at least ${min} characters`,
  too_long: (name, max) => `${name} must be at most ${max} characters`,
  too_many_bytes: (name, max) => `${name} must be at most ${max} bytes in UTF-8`,
  format: (name) => (name === 'email' ? 'email must be a valid email address' : `${name} is invalid`),
  one_of: (name, values) => `${name} must be one of: ${list(values)}`,
  range: (name, bounds) => `${name} must be ${bounds}`,
  future: (name) => `${name} must be in the future`,
  too_common: (name) => `${name} is too common`,
  contains_context: (name) =>
    `${name} must not contain the username, the email address or the name of this service`,
  reused: (name) => `${name} was used before`,
};

/** The first problem as a sentence (wire contract). */
const firstProblem = ({ details }: AppError): string => {
  const issue = details.issues?.[0];
  return issue ? PHRASES[issue.rule](snake(issue.field), issue.expected) : 'Invalid request';
};

const overLimit = ({ details: { quota } }: AppError): string =>
  quota
    ? `Rate limit exceeded: Maximum ${quota.limit} requests per ${quota.per} allowed.`
    : 'Rate limit exceeded';

type Form = readonly [status: number, sentence: string | ((error: AppError) => string)];

const FORMS: Record<ErrorCode, Form> = {
  malformed_body: [400, 'Invalid request body'],
  body_too_large: [413, 'Request body too large'],
  unsupported_media_type: [415, 'Unsupported Media Type: send application/json in UTF-8'],
  invalid_fields: [400, firstProblem],
  current_password_incorrect: [400, 'Current password incorrect'],
  invalid_reset_code: [400, 'Invalid code'],
  policy_in_use: [400, 'Policy is in use'],
  credentials_missing: [401, 'Unauthorized'],
  token_invalid: [401, 'Unauthorized'],
  token_expired: [401, 'Unauthorized'],
  token_revoked: [401, 'Unauthorized'],
  invalid_credentials: [401, 'Invalid credentials'],
  invalid_code: [401, 'Invalid code'],
  invalid_refresh_token: [401, 'Invalid refresh token'],
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
  username_taken: [409, 'Username already exists'],
  email_taken: [409, 'Email already exists'],
  token_name_taken: [409, 'Token name already exists'],
  policy_name_taken: [409, 'Policy name already exists'],
  last_administrator: [409, 'The last active administrator must stay'],
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
