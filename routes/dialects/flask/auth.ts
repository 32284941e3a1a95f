import type { SignedIn } from '../../../src/domain/session';
import { bind } from '../../binding';
import { shape } from '../../codec/fields';
import { saying, showing } from '../../codec/reply';
import { ACCESS_TOKEN } from '../../codec/wire-types';
import { decodeCode, decodeMobile } from './security-bodies';
import { decodeSignIn, signInFields } from './sign-in-body';

const signedIn = showing(
  shape<SignedIn>(
    [
      {
        key: 'access_token',
        of: ({ accessToken }) => accessToken,
        schema: ACCESS_TOKEN,
        example: 'eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.e30.signature',
      },
      { key: 'success', of: () => true, schema: { type: 'boolean', const: true }, example: true },
    ],
    'SignedIn',
  ),
);

/** Sign-in and sign-out; failures below this path have a shape of their own. */
export const auth = [
  bind('auth.signIn', ['POST /auth/login'], {
    acceptsForms: true,
    body: signInFields,
    decode: ({ body }) => decodeSignIn(body),
    reply: signedIn,
  }),
  bind('auth.signInByCode', ['POST /auth/login'], {
    when: { given: ['otp'] },
    acceptsForms: true,
    body: decodeCode,
    decode: ({ body }) => decodeCode(body),
    reply: signedIn,
  }),
  bind('otp.send', ['POST /auth/generate-otp'], {
    body: decodeMobile,
    decode: ({ body }) => decodeMobile(body),
    reply: saying({ msg: 'OTP sent successfully', success: true }),
  }),
  bind('auth.signOut', ['POST /auth/logout'], {
    decode: () => ({}),
    reply: saying({ msg: 'Successfully logged out' }),
  }),
];
