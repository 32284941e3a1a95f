import type { AppError, Issue } from '../../../src/domain/error';
import type { OperationId } from '../../../src/operations/contract';
import { sentence, snake } from '../../codec/phrases';

/** What a failure says, and its code where the wire contract gives it one. */
export interface Said {
  readonly error: string;
  readonly error_code?: string;
}

type Say = (issue: Issue) => Said;

const NAMES: Readonly<Record<string, string>> = {
  roles: 'role',
  newPassword: 'password',
  currentPassword: 'old_password',
};

const nameOf = ({ field }: Issue): string => NAMES[field] ?? snake(field);

const always =
  (error: string, error_code?: string): Say =>
  () => ({ error, ...(error_code !== undefined && { error_code }) });

const worded =
  (error_code?: string): Say =>
  (issue) =>
    always(sentence(issue, nameOf(issue)), error_code)(issue);

const VALUE = 'INVALID_FIELD_VALUE';
const MISSING = 'MISSING_REQUIRED_FIELD';

const KEY_NAME = always('name must be between 3 and 100 characters', 'INVALID_KEY_NAME');
const WEAK = worded('WEAK_PASSWORD');
const UNSTORABLE_PASSWORD = always('password must be well-formed text without NUL', 'WEAK_PASSWORD');

/**
 * Sentences by operation or its area, by field and by rule. Of the keys that fit a problem the first in the order of
 * `keysOf` says it: the more is told of where it happened, the sooner.
 */
const SENTENCES: Readonly<Record<string, Say>> = {
  'users.list role': always('invalid role filter', 'INVALID_ROLE'),
  'users.create required': worded(MISSING),
  'users.update password required': always('new_password is required for password reset', MISSING),
  'users.update username': always('username cannot be changed', VALUE),
  'auth.signIn required': always('username and password are required'),
  'auth.changePassword currentPassword required': always('old_password is required to change password'),
  'auth required': worded(),
  'tokens name required': worded(MISSING),
  'tokens name too_short': KEY_NAME,
  'tokens name too_long': KEY_NAME,
  'tokens name': worded('INVALID_KEY_NAME'),
  'tokens description too_long': always('description must not exceed 500 characters', VALUE),
  'tokens role required': worded(MISSING),
  'tokens role': always("role must be 'admin' or 'user'", 'INVALID_ROLE'),
  'tokens status': always('API key has been revoked', VALUE),
  'email excludes': worded(VALUE),
  'email taken': worded(VALUE),
  'password format': UNSTORABLE_PASSWORD,
  'newPassword format': UNSTORABLE_PASSWORD,
  action: always('invalid action', VALUE),
  after: always('invalid cursor', VALUE),
  changes: always('no fields to update'),
  email: always('invalid email format', 'INVALID_EMAIL_FORMAT'),
  roles: always('invalid role', 'INVALID_ROLE'),
  password: WEAK,
  newPassword: WEAK,
  required: worded(MISSING),
};

const keysOf = ({ field, rule }: Issue, operation: OperationId | null): string[] => {
  const area = operation?.split('.')[0];
  const places = operation === null ? [] : [operation, area];
  return [
    ...places.flatMap((place) => [`${place} ${field} ${rule}`, `${place} ${field}`, `${place} ${rule}`]),
    `${field} ${rule}`,
    field,
    rule,
  ];
};

const OTHERS = worded(VALUE);

/** The first problem of a request, as this dialect words it. */
export const firstSaid = ({ details }: AppError, operation: OperationId | null): Said => {
  const issue = details.issues?.[0];
  if (!issue) return { error: 'invalid request' };
  const key = keysOf(issue, operation).find((candidate) => Object.hasOwn(SENTENCES, candidate));
  return (SENTENCES[key ?? ''] ?? OTHERS)(issue);
};
