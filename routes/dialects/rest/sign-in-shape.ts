import type { SignedIn } from '../../../src/domain/session';
import { shape } from '../../codec/fields';
import type { JsonSchema } from '../../wire';
import { userShape } from './user-shape';

const USER_SCHEMA: JsonSchema = {
  type: 'object',
  properties: Object.fromEntries(userShape.fields.map(({ key, schema }) => [key, schema])),
};
const USER_EXAMPLE = Object.fromEntries(userShape.fields.map(({ key, example }) => [key, example]));

/** The answer to a sign-in and to a refresh (wire contract). */
export const signInShape = shape<SignedIn>([
  {
    key: 'access_token',
    of: ({ accessToken }) => accessToken,
    schema: { type: 'string', description: 'Stands in the Authorization header after "Bearer "' },
    example: 'eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.e30.signature',
  },
  {
    key: 'refresh_token',
    of: ({ refreshToken }) => refreshToken ?? undefined,
    schema: { type: 'string', description: 'Good for one refresh' },
    example: 'rrt_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG',
  },
  { key: 'token_type', of: () => 'Bearer', schema: { type: 'string', const: 'Bearer' }, example: 'Bearer' },
  {
    key: 'expires_in',
    of: ({ expiresIn }) => expiresIn,
    schema: { type: 'integer', description: 'Seconds until the access token expires' },
    example: 3600,
  },
  {
    key: 'password_change_required',
    of: ({ restricted }) => restricted,
    schema: {
      type: 'boolean',
      const: true,
      description:
        'There only where the password must be changed: then there is no refresh token, and the access token is good for that alone',
    },
    example: undefined,
  },
  { key: 'user', of: ({ user }) => userShape.encode(user), schema: USER_SCHEMA, example: USER_EXAMPLE },
]);
