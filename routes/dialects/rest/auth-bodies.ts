import type { SignInName } from '../../../src/domain/sign-in';
import { type BodyField, bodyDecoder } from '../../codec/body';
import { anyText, newPassword } from '../../codec/schemas';

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
  { key: 'new_password', to: 'newPassword', schema: newPassword(), example: 'newpassword456' },
];

type SignIn = { readonly password: string } & ({ readonly username: string } | { readonly email: string });

/** What a sign-in holds. Throws `malformed_body`, `invalid_fields`. */
export const signInFields = bodyDecoder<SignIn>(SIGN_IN, { needs: [['username', 'email'], ['password']] });

/** Who wants in: by username, or by email where there is no username. What the texts hold is for the operation to judge. */
export const decodeSignIn = (body: unknown): { name: SignInName; password: string } => {
  const fields = signInFields(body);
  const name: SignInName =
    'username' in fields ? { by: 'username', value: fields.username } : { by: 'email', value: fields.email };
  return { name, password: fields.password };
};

export const decodeRefresh = bodyDecoder<{ refreshToken: string }>(REFRESH, { required: ['refresh_token'] });

export const decodePasswordChange = bodyDecoder<{ currentPassword: string; newPassword: string }>(
  PASSWORD_CHANGE,
  {
    required: ['current_password', 'new_password'],
  },
);
