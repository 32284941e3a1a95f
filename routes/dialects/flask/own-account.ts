import { bind } from '../../binding';
import { saying, showing } from '../../codec/reply';
import { decodeCodeReset, decodeMobile, decodePasswordChange } from './security-bodies';
import { profileShape } from './user-shapes';

/** What people do with their own account, signed in or by a code. */
export const ownAccount = [
  bind('auth.me', ['GET /user/status'], { reply: showing(profileShape, { under: 'user' }) }),
  bind('auth.changePassword', ['POST /user/change-password', 'PUT /user/change-password'], {
    body: decodePasswordChange,
    decode: ({ body }) => decodePasswordChange(body),
    reply: saying({ message: 'Password changed' }),
  }),
  bind('otp.resend', ['POST /user/security/resend-otp'], {
    body: decodeMobile,
    decode: ({ body }) => decodeMobile(body),
    reply: saying({ message: 'OTP resent' }),
  }),
  bind('auth.resetPasswordByCode', ['POST /user/reset-password'], {
    body: decodeCodeReset,
    decode: ({ body }) => decodeCodeReset(body),
    reply: saying({ message: 'Password reset' }),
  }),
];
