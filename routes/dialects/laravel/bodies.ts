import { primaryRole, ROLE_IDS, ROLE_NAMES, type RoleName } from '../../../src/domain/role';
import type { NewUser, UserChanges } from '../../../src/domain/user';
import { type BodyField, bodyDecoder } from '../../codec/body';
import { anyText, choice, newPassword, userSchemas } from '../../codec/schemas';

// One role stands for the whole set: what a client demotes is demoted.
const ROLES_BY_ID = Object.fromEntries(ROLE_NAMES.map((name) => [String(ROLE_IDS[name]), [name]]));

const NAME: BodyField = { key: 'name', to: 'name', schema: userSchemas.name, example: 'John Doe' };
const EMAIL: BodyField = {
  key: 'email',
  to: 'email',
  schema: userSchemas.email,
  example: 'john@example.com',
};
// What a password must be is told by the operation, which knows the policy: half of it, told here, would hide the rest.
const PASSWORD: BodyField = {
  key: 'password',
  to: 'password',
  schema: newPassword(),
  example: 'password123',
};
const ROLE: BodyField = {
  key: 'role_id',
  to: 'roles',
  schema: choice(ROLES_BY_ID).schema.meta({
    json: { type: ['integer', 'string'], enum: [...Object.values(ROLE_IDS), ...Object.keys(ROLES_BY_ID)] },
  }),
  write: (roles) => ROLE_IDS[primaryRole(roles as readonly RoleName[])],
  example: ROLE_IDS.admin,
  isPartial: true,
};
const PHONE: BodyField = {
  key: 'phone_number',
  to: 'phone',
  schema: userSchemas.phone,
  example: '1234567890',
};

/** What the body of a new user holds, in the order in which problems are told. */
export const USER_BODY: readonly BodyField[] = [NAME, EMAIL, PASSWORD, ROLE, PHONE];

const SIGN_IN: readonly BodyField[] = [EMAIL, PASSWORD].map((field) => ({ ...field, schema: anyText() }));

/** A value as the rules see it: texts without blanks around, except a password, and a role's id in its digits. */
const prepared = (key: string, value: unknown): unknown => {
  if (key === 'role_id' && typeof value === 'number') return String(value);
  return typeof value === 'string' && key !== 'password' ? value.trim() : value;
};

/** What Laravel does to every request before it is judged: texts are trimmed, and an empty one is as good as none. */
const prepare = (body: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(body)
      .map(([key, value]) => [key, prepared(key, value)])
      .filter(([, value]) => value !== ''),
  );

const RULES = { isOptional: true, prepare } as const;

export const newUser = bodyDecoder<NewUser>(USER_BODY, {
  ...RULES,
  required: USER_BODY.map(({ key }) => key),
});

/** A password is none of them: an update ignores it. */
export const userChanges = bodyDecoder<UserChanges>([NAME, EMAIL, ROLE, PHONE], RULES);

export const signIn = bodyDecoder<{ email: string; password: string }>(SIGN_IN, {
  ...RULES,
  required: ['email', 'password'],
});
