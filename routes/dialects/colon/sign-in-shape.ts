import type { SignedIn } from '../../../src/domain/session';
import { exampleOf, objectSchema, shape } from '../../codec/fields';
import { wholeSeconds } from '../../codec/times';
import { ACCESS_TOKEN, SECRET, TIME } from '../../codec/wire-types';
import { accountShape } from './user-shape';

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
      of: ({ refreshToken }) => refreshToken,
      schema: { ...SECRET, description: 'Good for one refresh' },
      example: 'rrt_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG',
    },
    {
      key: 'expires_at',
      of: ({ expiresAt }) => wholeSeconds(expiresAt),
      schema: { ...TIME, description: 'When the access token expires' },
      example: '2026-02-09T17:20:57Z',
    },
    { key: 'token_type', of: () => 'Bearer', schema: { type: 'string', const: 'Bearer' }, example: 'Bearer' },
    {
      key: 'user',
      of: ({ user }) => accountShape.encode(user),
      schema: objectSchema(accountShape),
      example: exampleOf(accountShape),
    },
  ],
  'SignedIn',
);
