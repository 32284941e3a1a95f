import type { AppError, ErrorCode } from '../../../src/domain/error';
import type { OperationId } from '../../../src/operations/contract';
import { wireNames } from '../../codec/body';
import { brownedOut, firstProblem, gone } from '../../codec/phrases';
import { type Json, json, type WireResponse } from '../../wire';
import { auth } from './auth';
import { SECURITY_BODY } from './security-bodies';
import { USER_BODY } from './user-body';

// Where a name on the wire is not the domain's in snake case.
const NAMES = wireNames(USER_BODY, SECURITY_BODY);

const UNDER_AUTH: ReadonlySet<OperationId> = new Set(auth.map(({ operation }) => operation));

const SIGN_INS: readonly (OperationId | null)[] = ['auth.signIn', 'auth.signInByCode'];

type Failure = { readonly error: AppError; readonly operation: OperationId | null };
type Envelope = (sentence: string, operation: OperationId | null) => Json;
type Form = readonly [status: number, envelope: Envelope, sentence: string | ((failure: Failure) => string)];

/** About the token: it never came as far as the operation. */
const ofToken: Envelope = (msg) => ({ msg });

/** About what the caller may do. */
const ofPermission: Envelope = (error) => ({ error });

const ofAuth: Envelope = (msg) => ({ msg, success: false });

/** All else: under `/auth` in the shape that its answers have. */
const plain: Envelope = (message, operation) =>
  operation !== null && UNDER_AUTH.has(operation) ? ofAuth(message, operation) : { message };

const LACKS: readonly string[] = ['required', 'not_null'];

/** The first problem; of a sign-in that something is missing from, no more than that. */
const problem = ({ error, operation }: Failure): string => {
  const rule = error.details.issues?.[0]?.rule ?? '';
  const isIncomplete = SIGN_INS.includes(operation) && LACKS.includes(rule);
  return isIncomplete ? 'Missing credentials' : firstProblem(error, NAMES);
};

const DENIED: Form = [403, ofPermission, 'Insufficient permissions'];

const FORMS: Record<ErrorCode, Form> = {
  malformed_body: [400, plain, 'Invalid request body'],
  idempotency_key_malformed: [400, plain, 'Idempotency-Key must be 1 to 255 printable ASCII characters'],
  body_too_large: [413, plain, 'Request body too large'],
  unsupported_media_type: [415, plain, 'Unsupported Media Type: send application/json in UTF-8'],
  invalid_fields: [400, plain, problem],
  current_password_incorrect: [400, plain, 'Current password incorrect'],
  invalid_reset_code: [400, plain, 'Invalid OTP'],
  policy_in_use: [400, plain, 'Policy is in use'],
  idempotency_key_reused: [422, plain, 'Idempotency-Key was used for another request'],
  credentials_missing: [401, ofToken, 'Missing Authorization Header'],
  token_invalid: [401, ofToken, 'Invalid token'],
  token_expired: [401, ofToken, 'Token has expired'],
  token_revoked: [401, ofToken, 'Token has been revoked'],
  invalid_credentials: [401, ofAuth, 'Invalid credentials'],
  invalid_code: [401, ofAuth, 'Invalid OTP'],
  invalid_refresh_token: [401, ofToken, 'Invalid token'],
  refresh_token_expired: [401, ofToken, 'Token has expired'],
  forbidden: DENIED,
  write_required: DENIED,
  token_policy_refused: DENIED,
  own_account: [403, ofPermission, ({ error }) => `You cannot ${error.details.action ?? 'update'} yourself`],
  own_password: DENIED,
  password_change_required: DENIED,
  route_not_found: [404, plain, 'Not Found'],
  user_not_found: [404, plain, 'User not found'],
  token_not_found: [404, plain, 'Token not found'],
  policy_not_found: [404, plain, 'Policy not found'],
  session_not_found: [404, plain, 'Session not found'],
  method_not_allowed: [405, plain, 'Method Not Allowed'],
  gone: [410, plain, ({ error }) => gone(error)],
  brownout: [410, plain, ({ error }) => brownedOut(error)],
  username_taken: [400, plain, 'Username already exists'],
  email_taken: [400, plain, 'Email already exists'],
  employee_id_taken: [400, plain, 'Employee ID already exists'],
  token_name_taken: [400, plain, 'Token name already exists'],
  policy_name_taken: [400, plain, 'Policy name already exists'],
  last_administrator: [409, plain, 'The last active administrator must stay'],
  version_stale: [412, plain, 'The user has changed since it was read'],
  idempotency_in_flight: [409, plain, 'A request with this Idempotency-Key is still under way'],
  idempotency_result_gone: [
    409,
    plain,
    'What this Idempotency-Key created was deleted, revoked or replaced since, or has expired',
  ],
  rate_limited: [429, plain, 'Too many requests'],
  too_many_sign_ins: [429, plain, 'Too many requests'],
  unavailable: [503, plain, 'Service Unavailable'],
  internal: [500, plain, 'Internal Server Error'],
};

/** What a try that is not heard any more answers like, so that it tells no more than a wrong one. */
const AS_A_WRONG_TRY: Partial<Record<OperationId, ErrorCode>> = {
  'auth.signIn': 'invalid_credentials',
  'auth.signInByCode': 'invalid_code',
  'auth.resetPasswordByCode': 'invalid_reset_code',
};

const codeOf = ({ error: { code }, operation }: Failure): ErrorCode =>
  code === 'too_many_sign_ins' && operation !== null ? (AS_A_WRONG_TRY[operation] ?? code) : code;

/** A sentence under `message`, under `msg` for tokens and sign-in, under `error` for permissions (seed 004). */
export const encodeError = (error: AppError, operation: OperationId | null): WireResponse => {
  const failure = { error, operation };
  const [status, envelope, sentence] = FORMS[codeOf(failure)];
  return json(status, envelope(typeof sentence === 'string' ? sentence : sentence(failure), operation));
};
