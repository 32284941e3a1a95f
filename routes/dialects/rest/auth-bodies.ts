import { AppError } from '../../../src/domain/error';
import type { SignInName } from '../../../src/domain/sign-in';
import { type BodyField, bodyDecoder } from '../../codec/body';
import { anyText } from '../../codec/schemas';

const SIGN_IN: readonly BodyField[] = [
  { key: 'username', to: 'username', schema: anyText(), example: 'user1' },
  { key: 'email', to: 'email', schema: anyText(), example: 'user1@example.com' },
  { key: 'password', to: 'password', schema: anyText(), example: 'securepassword123' },
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
  { key: 'current_password', to: 'currentPassword', schema: anyText(), example: 'securepassword123' },
  { key: 'new_password', to: 'newPassword', schema: anyText(), example: 'newpassword456' },
];

const missing = (field: string): never => {
  throw new AppError('invalid_fields', { issues: [{ field, rule: 'required' }] });
};

const signInFields = bodyDecoder<{ username?: string; email?: string; password?: string }>(SIGN_IN);

const nameOf = ({ username, email }: { username?: string; email?: string }): SignInName => {
  if (username !== undefined) return { by: 'username', value: username };
  return email === undefined ? missing('username') : { by: 'email', value: email };
};

/** Who wants in: by username, or by email where there is no username. What the texts hold is for the operation to judge. */
export const decodeSignIn = (body: unknown): { name: SignInName; password: string } => {
  const fields = signInFields(body);
  return { name: nameOf(fields), password: fields.password ?? missing('password') };
};

export const decodeRefresh = bodyDecoder<{ refreshToken: string }>(REFRESH, { required: ['refresh_token'] });

export const decodePasswordChange = bodyDecoder<{ currentPassword: string; newPassword: string }>(
  PASSWORD_CHANGE,
  {
    required: ['current_password', 'new_password'],
  },
);
