import { type BodyField, bodyDecoder } from '../../codec/body';
import { anyText, newPassword } from '../../codec/schemas';

/** What bodies about one-time codes hold. */
export const CODE_BODY: readonly [mobile: BodyField, otp: BodyField, newPassword: BodyField] = [
  { key: 'mobile', to: 'mobile', schema: anyText(), example: '+4930123456' },
  { key: 'otp', to: 'code', schema: anyText(), example: '493027' },
  { key: 'new_password', to: 'newPassword', schema: newPassword(), example: 'newpassword456' },
];

const [MOBILE, OTP] = CODE_BODY;

export const decodeMobile = bodyDecoder<{ mobile: string }>([MOBILE], { required: ['mobile'] });

export const decodeCode = bodyDecoder<{ mobile: string; code: string }>([MOBILE, OTP], {
  required: ['mobile', 'otp'],
});

export const decodeCodeReset = bodyDecoder<{ mobile: string; code: string; newPassword: string }>(CODE_BODY, {
  required: ['mobile', 'otp', 'new_password'],
});
