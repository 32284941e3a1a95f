import { type BodyField, bodyDecoder } from '../../codec/body';
import { refuse } from '../../codec/query';
import { anyText, PASSWORD, ruled } from '../../codec/schemas';
import { valueIn } from './actions';
import { withoutBlanks } from './first-failure';
import { mixedPasswordProblem } from './password-kinds';

const SIGN_IN: readonly BodyField[] = [
  { key: 'username', to: 'username', schema: anyText(), example: 'newuser' },
  { key: 'password', to: 'password', schema: anyText(), example: 'UserPass123#' },
];

const REFRESH: readonly BodyField[] = [
  {
    key: 'refresh_token',
    to: 'refreshToken',
    schema: anyText(),
    example: 'rrt_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG',
  },
];

const PASSWORD_CHANGE: readonly BodyField[] = [
  { key: 'old_password', to: 'currentPassword', schema: anyText(), example: 'UserPass123#' },
  {
    key: 'password',
    to: 'newPassword',
    schema: ruled(mixedPasswordProblem, PASSWORD),
    example: 'NewSecurePassword123#',
  },
];

const allOf = <T>(fields: readonly BodyField[]) => {
  const required = fields.map(({ key }) => key);
  return bodyDecoder<T>(fields, { required, prepare: withoutBlanks(...required) });
};

/** Who wants in. What the texts hold is for the operation to judge. */
export const credentials = allOf<{ username: string; password: string }>(SIGN_IN);

/** Throws `malformed_body`, `invalid_fields`. */
export const decodeRefresh = allOf<{ refreshToken: string }>(REFRESH);

/** A new password, by the old one. */
export const passwordChange = allOf<{ currentPassword: string; newPassword: string }>(PASSWORD_CHANGE);

/**
 * A new password; one thing at a time, so not beside an email: a wrong old password would leave open which of the two was
 * done. Throws `malformed_body`, `invalid_fields`.
 */
export const decodePasswordChange = (body: unknown): { currentPassword: string; newPassword: string } => {
  if (valueIn(body, 'email')) refuse({ field: 'email', rule: 'excludes', expected: 'password' });
  return passwordChange(body);
};
