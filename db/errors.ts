import { AppError, type ErrorCode } from '../src/domain/error';

/** What a broken constraint means. */
const BY_CONSTRAINT: Readonly<Record<string, ErrorCode>> = {
  users_username_key: 'username_taken',
  users_email_key: 'email_taken',
  users_employee_id_key: 'employee_id_taken',
  api_tokens_name_key: 'token_name_taken',
  token_policies_name_key: 'policy_name_taken',
  api_tokens_policy_fkey: 'policy_not_found',
  api_tokens_user_id_fkey: 'user_not_found',
  token_day_counts_token_id_fkey: 'token_invalid',
};

/** Seconds after which a caller may try again while the database is away. */
const RETRY_AFTER_SECONDS = 2;

// Classes of SQLSTATE (Postgres, appendix A) that pass by themselves: connection, resources, operator intervention,
// transaction rollback (deadlock, serialization); single codes: lock not available, read-only transaction. And what only
// a new connection can be told: refused credentials, no such database, a database that takes nobody. And a schema that is
// not ours, or not yet.
const PASSING = /^(08|28|3D|40|53|57|58)|^(25006|25P03|42703|42P01|55000|55P03)$/;
const BAD_DATA = /^22/;

// The driver has no SQLSTATE for what never reached a server.
const CONNECTION_ERRORS = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);
const CONNECTION_MESSAGES =
  /^(timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client has encountered a connection error|Cannot use a pool after calling end on the pool|Client was closed)/;

const field = (error: unknown, name: string): string => {
  const value =
    typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' ? value : '';
};

/** Whether the failure is the database's being away or busy, so that a later try may succeed. */
export const isPassing = (error: unknown): boolean =>
  PASSING.test(field(error, 'code')) ||
  CONNECTION_ERRORS.has(field(error, 'code')) ||
  CONNECTION_MESSAGES.test(field(error, 'message'));

/**
 * The error that a failure of the database stands for: broken constraints by name, outages and time limits as
 * `unavailable`, data that no column takes as `invalid_fields`. Anything else is a fault of ours and stays as it is.
 */
export const translateDatabaseError = (error: unknown): unknown => {
  if (error instanceof AppError) return error;
  const code = BY_CONSTRAINT[field(error, 'constraint')];
  if (code) return new AppError(code, { cause: error });
  if (isPassing(error)) return new AppError('unavailable', { retryAfter: RETRY_AFTER_SECONDS, cause: error });
  if (BAD_DATA.test(field(error, 'code'))) return new AppError('invalid_fields', { cause: error });
  return error;
};
