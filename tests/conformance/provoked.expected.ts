/**
 * Which errors a client of each dialect can be told over HTTP, written by hand from the wire contract and the seeds, by
 * what the dialects have: all of them read, make and delete users, so that a dialect that loses its sign-in, its tokens or
 * a field is missed here and does not go on with fewer errors.
 */

/** The dialects of the contract, and the one that tests alone know. */
export const DIALECT_NAMES = ['rest', 'colon', 'rails', 'laravel', 'flask', 'toy'];

const ALL = DIALECT_NAMES.join(' ');
// rails has no sign-in of its own.
const SIGN_IN = 'rest colon laravel flask toy';
// Sign-in by a code: flask's below `/auth`, rest's beyond the contract.
const CODES = 'rest flask';
const OWN_PASSWORD = 'rest colon flask';
const REFRESH = 'rest colon';
// "A user made without a password (rails)".
const NEW_PASSWORD = 'rest colon laravel flask toy';

/** The dialects that come to each error of the golden files that can be brought about from outside. */
export const PROVOKABLE: Readonly<Record<string, string>> = {
  credentials_missing: ALL,
  token_invalid: ALL,
  token_expired: ALL,
  token_revoked: ALL,
  'rate_limited [minute]': ALL,
  'rate_limited [day]': ALL,
  token_policy_refused: ALL,
  password_change_required: ALL,
  forbidden: ALL,
  write_required: ALL,
  'own_account [delete]': ALL,
  last_administrator: ALL,
  version_stale: ALL,
  route_not_found: ALL,
  user_not_found: ALL,
  // rest's tokens are colon's API keys.
  token_not_found: 'rest colon',
  policy_not_found: 'rest',
  session_not_found: 'rest',
  idempotency_key_malformed: ALL,
  idempotency_key_reused: ALL,
  idempotency_result_gone: ALL,
  malformed_body: ALL,
  body_too_large: ALL,
  unsupported_media_type: ALL,
  // rails and laravel have no username.
  username_taken: 'rest colon flask toy',
  email_taken: ALL,
  employee_id_taken: 'flask toy',
  'invalid_fields [required]': ALL,
  'invalid_fields [type]': ALL,
  'invalid_fields [format]': ALL,
  'invalid_fields [too_long]': ALL,
  'invalid_fields [too_short]': NEW_PASSWORD,
  'invalid_fields [too_many_bytes]': NEW_PASSWORD,
  // rest gives roles beside the user.
  'invalid_fields [one_of]': 'colon rails laravel flask toy',
  invalid_credentials: SIGN_IN,
  invalid_code: CODES,
  invalid_reset_code: CODES,
  current_password_incorrect: OWN_PASSWORD,
  'too_many_sign_ins [auth.signIn]': SIGN_IN,
  'too_many_sign_ins [auth.signInByCode]': CODES,
  'too_many_sign_ins [auth.changePassword]': OWN_PASSWORD,
  'too_many_sign_ins [auth.resetPasswordByCode]': CODES,
  invalid_refresh_token: REFRESH,
  refresh_token_expired: REFRESH,
};

/** The methods that are refused where a dialect reads one user. */
export const REFUSED_METHODS: Readonly<Record<string, string>> = {
  rest: 'POST',
  // "GET and POST only", and reading is GET.
  colon: 'PUT PATCH DELETE POST',
  rails: 'POST',
  laravel: 'POST',
  flask: 'POST',
  toy: 'PUT PATCH DELETE',
};
