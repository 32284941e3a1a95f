import Joi from 'joi';
import { EXTENSION_LIMIT_DAYS, extensionProblem } from '../../../src/domain/password-expiry';
import { type BodyField, bodyDecoder } from '../../codec/body';
import { anyText, newPassword, PROBLEM } from '../../codec/schemas';

const MOBILE: BodyField = { key: 'mobile', to: 'mobile', schema: anyText(), example: '+4930123456' };
const OTP: BodyField = { key: 'otp', to: 'code', schema: anyText(), example: '493027' };
const NEW_PASSWORD: BodyField = {
  key: 'new_password',
  to: 'newPassword',
  schema: newPassword(),
  example: 'NewSecurePassword456!',
};

const PASSWORD_CHANGE: readonly BodyField[] = [
  { key: 'current_password', to: 'currentPassword', schema: anyText(), example: 'OldPassword123!' },
  NEW_PASSWORD,
];

const DAYS: Joi.Schema = Joi.number()
  .unsafe()
  .custom((days: number, helpers) => {
    const problem = extensionProblem(days);
    return problem ? helpers.error(PROBLEM, { problem }) : days;
  })
  .meta({ json: { type: 'integer', minimum: 1, maximum: EXTENSION_LIMIT_DAYS } });

const EXTENSION: readonly BodyField[] = [{ key: 'days', to: 'days', schema: DAYS, example: 90 }];

/** What these bodies hold, for sentences about it. */
export const SECURITY_BODY: readonly BodyField[] = [MOBILE, OTP, ...PASSWORD_CHANGE, ...EXTENSION];

/** Who is to get a code. */
export const decodeMobile = bodyDecoder<{ mobile: string }>([MOBILE], { required: ['mobile'] });

/** Sign-in by code. */
export const decodeCode = bodyDecoder<{ mobile: string; code: string }>([MOBILE, OTP], {
  required: ['mobile', 'otp'],
});

/** A new password, by code. */
export const decodeCodeReset = bodyDecoder<{ mobile: string; code: string; newPassword: string }>(
  [MOBILE, OTP, NEW_PASSWORD],
  { required: ['mobile', 'otp', 'new_password'] },
);

/** A new password, by the current one. */
export const decodePasswordChange = bodyDecoder<{ currentPassword: string; newPassword: string }>(
  PASSWORD_CHANGE,
  { required: ['current_password', 'new_password'] },
);

/** By how many days a password's end moves; as many as the setting says where none are given. */
export const decodeExtension = bodyDecoder<{ days?: number }>(EXTENSION);
