import type { Instant } from './instant';

/**
 * Everything that can go wrong, by canonical kind (AIP-193's idea) and stable code. The domain throws codes and
 * issues, never sentences or statuses: those belong to the dialect that answers.
 */
export const ERROR_KINDS = {
  malformed_body: 'malformed',
  idempotency_key_malformed: 'malformed',
  body_too_large: 'too_large',
  unsupported_media_type: 'unsupported_media',
  invalid_fields: 'invalid',
  current_password_incorrect: 'invalid',
  invalid_reset_code: 'invalid',
  policy_in_use: 'invalid',
  idempotency_key_reused: 'invalid',
  credentials_missing: 'unauthenticated',
  token_invalid: 'unauthenticated',
  token_expired: 'unauthenticated',
  token_revoked: 'unauthenticated',
  invalid_credentials: 'unauthenticated',
  invalid_code: 'unauthenticated',
  invalid_refresh_token: 'unauthenticated',
  refresh_token_expired: 'unauthenticated',
  forbidden: 'forbidden',
  write_required: 'forbidden',
  token_policy_refused: 'forbidden',
  own_account: 'forbidden',
  own_password: 'forbidden',
  password_change_required: 'forbidden',
  route_not_found: 'not_found',
  user_not_found: 'not_found',
  token_not_found: 'not_found',
  policy_not_found: 'not_found',
  session_not_found: 'not_found',
  method_not_allowed: 'method_not_allowed',
  gone: 'gone',
  brownout: 'gone',
  username_taken: 'conflict',
  email_taken: 'conflict',
  employee_id_taken: 'conflict',
  token_name_taken: 'conflict',
  policy_name_taken: 'conflict',
  last_administrator: 'conflict',
  version_stale: 'precondition_failed',
  idempotency_in_flight: 'conflict',
  idempotency_result_gone: 'conflict',
  rate_limited: 'rate_limited',
  too_many_sign_ins: 'rate_limited',
  unavailable: 'unavailable',
  internal: 'internal',
} as const;

export type ErrorCode = keyof typeof ERROR_KINDS;
export type ErrorKind = (typeof ERROR_KINDS)[ErrorCode];

/** One thing wrong with one field. `field` is the canonical name; a dialect renames it on the way out. */
export interface Issue {
  readonly field: string;
  readonly rule:
    | 'required'
    | 'not_null'
    | 'type'
    | 'too_short'
    | 'too_long'
    | 'too_many_bytes'
    | 'format'
    | 'one_of'
    | 'range'
    | 'future'
    | 'taken'
    | 'lacks'
    | 'excludes'
    | 'too_common'
    | 'contains_context'
    | 'reused';
  /** What was expected: a type's name, a length, the permitted values. */
  readonly expected?: string | number | readonly string[];
}

export interface ErrorDetails {
  readonly issues?: readonly Issue[];
  /** Canonical names of all fields that the body gave, for `invalid_fields`: whether they may be given comes first. */
  readonly given?: readonly string[];
  /** Methods that the path does serve, for `method_not_allowed`. */
  readonly allow?: readonly string[];
  /** Whole seconds after which a retry makes sense. */
  readonly retryAfter?: number;
  /** The exhausted quota, for `rate_limited`. */
  readonly quota?: { readonly limit: number; readonly per: 'minute' | 'day' };
  /** The request to make in place of this one, for `gone` and `brownout`; absent where none is known. */
  readonly instead?: string;
  /** When the brownout ends. */
  readonly until?: Instant;
  /** What the caller tried to do to its own account, for `own_account`. */
  readonly action?: string;
  /** The failure underneath; logged, never sent. */
  readonly cause?: unknown;
}

/** The only error that is thrown on purpose. Anything else that reaches the edge is answered as `internal`. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly kind: ErrorKind;

  constructor(
    readonly code: ErrorCode,
    readonly details: ErrorDetails = {},
  ) {
    const limit = Error.stackTraceLimit;
    // Whoever refuses is in no doubt, and a stack takes longer than all the rest of a refusal. Of a fault the cause has one.
    Error.stackTraceLimit = 0;
    super(code, details.cause === undefined ? undefined : { cause: details.cause });
    Error.stackTraceLimit = limit;
    this.kind = ERROR_KINDS[code];
  }
}

/** Throws `invalid_fields` when there is at least one issue; does nothing for an empty list. */
export const assertNoIssues = (issues: readonly Issue[]): void => {
  if (issues.length > 0) throw new AppError('invalid_fields', { issues });
};

/** What was wrong with a body already when it was read, for those who are told everything at once. */
export interface Found {
  readonly issues: readonly Issue[];
  /** Canonical names of all fields that the body gave, the wrong ones among them. */
  readonly given: readonly string[];
}

/** The issues in their order, of those with the same field and rule the first alone: two layers judge some fields. */
export const withoutRepeats = (issues: readonly Issue[]): Issue[] =>
  issues.filter(
    ({ field, rule }, index) =>
      issues.findIndex((other) => other.field === field && other.rule === rule) === index,
  );
