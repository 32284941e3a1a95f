import { bind } from '../../binding';
import { showing } from '../../codec/reply';
import { inPath } from '../../locator';
import { decodeCode, decodeCodeReset, decodeMobile } from './one-time-code-bodies';
import { success } from './replies';
import { signInShape } from './sign-in-shape';

/** One-time codes: to ask for one, to sign in with it, to set a new password with it. */
export const oneTimeCodes = [
  bind('otp.send', ['POST /auth/otp/send'], {
    body: decodeMobile,
    decode: ({ body }) => decodeMobile(body),
    reply: success('Code sent successfully'),
  }),
  bind('otp.resend', ['POST /auth/otp/resend'], {
    body: decodeMobile,
    decode: ({ body }) => decodeMobile(body),
    reply: success('Code resent successfully'),
  }),
  bind('auth.signInByCode', ['POST /auth/otp/login'], {
    body: decodeCode,
    decode: ({ body }) => decodeCode(body),
    reply: showing(signInShape),
  }),
  bind('auth.resetPasswordByCode', ['POST /auth/password/reset'], {
    body: decodeCodeReset,
    decode: ({ body }) => decodeCodeReset(body),
    reply: success('Password reset successfully'),
  }),
];

/** Administration of a user's one-time codes, in both styles. */
export const codeAdministration = [
  bind('users.resetOtpCount', ['POST /users/{id}/reset-otp-count', 'POST /users/reset-otp-count/{id}'], {
    at: { user: inPath('id', 'integer') },
    reply: success('OTP count reset successfully'),
  }),
];
