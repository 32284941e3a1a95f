import { bind } from '../../binding';
import { type BodyField, bodyDecoder } from '../../codec/body';
import { anyText } from '../../codec/schemas';
import { inPath } from '../../locator';
import { json } from '../../wire';
import { success } from './replies';
import { signInShape } from './sign-in-shape';

const MOBILE: BodyField = { key: 'mobile', to: 'mobile', schema: anyText(), example: '+4930123456' };
const OTP: BodyField = { key: 'otp', to: 'otp', schema: anyText(), example: '493027' };
const NEW_PASSWORD: BodyField = {
  key: 'new_password',
  to: 'newPassword',
  schema: anyText(),
  example: 'newpassword456',
};

const mobile = bodyDecoder<{ mobile: string }>([MOBILE], { required: ['mobile'] });
const signIn = bodyDecoder<{ mobile: string; otp: string }>([MOBILE, OTP], { required: ['mobile', 'otp'] });
const reset = bodyDecoder<{ mobile: string; otp: string; newPassword: string }>([MOBILE, OTP, NEW_PASSWORD], {
  required: ['mobile', 'otp', 'new_password'],
});

/** The domain's name of what was typed; a body that lacks it is told by the name that it has here. */
const renamed = <T extends { otp: string }>({ otp, ...rest }: T) => ({ ...rest, code: otp });

/** One-time codes: to ask for one, to sign in with it, to set a new password with it. */
export const oneTimeCodes = [
  bind('otp.send', ['POST /auth/otp/send'], {
    decode: ({ body }) => mobile(body),
    encode: success('Code sent successfully'),
  }),
  bind('otp.resend', ['POST /auth/otp/resend'], {
    decode: ({ body }) => mobile(body),
    encode: success('Code resent successfully'),
  }),
  bind('auth.signInByCode', ['POST /auth/otp/login'], {
    decode: ({ body }) => renamed(signIn(body)),
    encode: (signedIn) => json(200, signInShape.encode(signedIn)),
  }),
  bind('auth.resetPasswordByCode', ['POST /auth/password/reset'], {
    decode: ({ body }) => renamed(reset(body)),
    encode: success('Password reset successfully'),
  }),
];

/** Administration of a user's one-time codes, in both styles. */
export const codeAdministration = [
  bind('users.resetOtpCount', ['POST /users/{id}/reset-otp-count', 'POST /users/reset-otp-count/{id}'], {
    at: { user: inPath('id', 'integer') },
    encode: success('OTP count reset successfully'),
  }),
];
