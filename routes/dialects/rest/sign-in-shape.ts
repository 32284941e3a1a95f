import type { SignedIn } from '../../../src/domain/session';
import { exampleOf, objectSchema, shape } from '../../codec/fields';
import { ACCESS_TOKEN, COUNT, SECRET } from '../../codec/wire-types';
import { userShape } from './user-shape';

/** The answer to a sign-in and to a refresh (wire contract). */
export const signInShape = shape<SignedIn>(
  [
    {
      key: 'access_token',
      of: ({ accessToken }) => accessToken,
      schema: ACCESS_TOKEN,
      example: 'eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.e30.signature',
    },
    {
      key: 'refresh_token',
      of: ({ refreshToken }) => refreshToken ?? undefined,
      isOptional: true,
      schema: { ...SECRET, description: 'Good for one refresh' },
      example: 'rrt_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG',
    },
    { key: 'token_type', of: () => 'Bearer', schema: { type: 'string', const: 'Bearer' }, example: 'Bearer' },
    {
      key: 'expires_in',
      of: ({ expiresIn }) => expiresIn,
      schema: { ...COUNT, description: 'Seconds until the access token expires' },
      example: 3600,
    },
    {
      key: 'password_change_required',
      of: ({ restricted }) => restricted,
      isOptional: true,
      schema: {
        type: 'boolean',
        const: true,
        description:
          'There only where the password must be changed: then there is no refresh token, and the access token is good for that alone',
      },
      example: undefined,
    },
    {
      key: 'user',
      of: ({ user }) => userShape.encode(user),
      schema: objectSchema(userShape),
      example: exampleOf(userShape),
    },
  ],
  'SignedIn',
);
