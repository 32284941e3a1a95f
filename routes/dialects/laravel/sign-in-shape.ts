import type { SignedIn } from '../../../src/domain/session';
import { exampleOf, type Field, objectSchema, shape } from '../../codec/fields';
import { ACCESS_TOKEN } from '../../codec/wire-types';
import { writtenUserShape } from './user-shapes';

const word = (key: string, says: string): Field<SignedIn> => ({
  key,
  of: () => says,
  schema: { type: 'string', const: says },
  example: says,
});

/** The whole answer to a sign-in (wire contract, "laravel"). */
export const signInShape = shape<SignedIn>(
  [
    word('status', 'success'),
    word('message', 'Login successful'),
    {
      key: 'access_token',
      of: ({ accessToken }) => accessToken,
      schema: ACCESS_TOKEN,
      example: 'eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.e30.signature',
    },
    word('token_type', 'Bearer'),
    {
      key: 'user',
      of: ({ user }) => writtenUserShape.encode(user),
      schema: objectSchema(writtenUserShape),
      example: exampleOf(writtenUserShape),
    },
  ],
  'SignedIn',
);
