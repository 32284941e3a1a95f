import type { SignInName } from '../../../src/domain/sign-in';
import { type BodyField, bodyDecoder } from '../../codec/body';
import { anyText } from '../../codec/schemas';

const SIGN_IN: readonly BodyField[] = [
  { key: 'identifier', to: 'identifier', schema: anyText(), example: 'jdoe' },
  { key: 'email', to: 'email', schema: anyText() },
  { key: 'username', to: 'username', schema: anyText() },
  { key: 'employee_id', to: 'employeeId', schema: anyText() },
  { key: 'password', to: 'password', schema: anyText(), example: 'OldPassword123!' },
];

type Named =
  | { readonly identifier: string }
  | { readonly email: string }
  | { readonly username: string }
  | { readonly employeeId: string };

const NAMES = ['identifier', 'email', 'username', 'employee_id'] as const;

/** A form sends every field it has: a name that is left blank is none. */
const withoutBlankNames = (body: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(body).filter(
      ([key, value]) => !(NAMES.some((name) => name === key) && (value === '' || value === null)),
    ),
  );

/** What a sign-in by password holds; an empty form is no body. Throws `malformed_body`, `invalid_fields`. */
export const signInFields = bodyDecoder<Named & { readonly password: string }>(SIGN_IN, {
  isOptional: true,
  prepare: withoutBlankNames,
  needs: [NAMES, ['password']],
});

const nameOf = (given: Named): SignInName => {
  if ('identifier' in given) {
    const { identifier } = given;
    return { by: identifier.includes('@') ? 'email' : 'username', value: identifier };
  }
  if ('email' in given) return { by: 'email', value: given.email };
  if ('username' in given) return { by: 'username', value: given.username };
  return { by: 'employeeId', value: given.employeeId };
};

/** Who wants in, by the first of its names that is given. What the texts hold is for the operation to judge. */
export const decodeSignIn = (body: unknown): { name: SignInName; password: string } => {
  const given = signInFields(body);
  return { name: nameOf(given), password: given.password };
};
