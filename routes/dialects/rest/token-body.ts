import Joi from 'joi';
import { type ApiTokenChanges, NAME_LIMIT } from '../../../src/domain/api-token';
import { labelProblem } from '../../../src/domain/label';
import { type BodyField, bodyDecoder } from '../../codec/body';
import { ruled, time } from '../../codec/schemas';

const id = (): Joi.Schema => Joi.number().integer().min(1);

const POLICY: BodyField = { key: 'policy_id', to: 'policyId', schema: id().allow(null), example: 1 };

const CHANGES: readonly BodyField[] = [
  {
    key: 'name',
    to: 'name',
    schema: ruled(labelProblem, { minLength: 1, maxLength: NAME_LIMIT }).allow(null),
    example: 'nightly export',
  },
  { key: 'expires_at', to: 'expiresAt', schema: time().allow(null), example: '2030-06-15T10:30:45Z' },
  POLICY,
];

const OWNER: BodyField = { key: 'user_id', to: 'userId', schema: id(), example: 2 };

/** A new token as it stands in the body. */
export const newToken = bodyDecoder<ApiTokenChanges & { userId: number }>([OWNER, ...CHANGES], {
  required: ['user_id'],
});

/** A new token; only `user_id` is required. Throws `malformed_body`, `invalid_fields`. */
export const decodeNewToken = (body: unknown): ApiTokenChanges & { userId: string } => {
  const { userId, ...fields } = newToken(body);
  return { ...fields, userId: String(userId) };
};

/** Changes of a token. Throws `malformed_body`, `invalid_fields`. */
export const decodeTokenChanges = bodyDecoder<ApiTokenChanges>(CHANGES);

/** The policy that a token is to have; null for none. Throws `malformed_body`, `invalid_fields`. */
export const decodeAssignment = bodyDecoder<{ policyId: number | null }>([POLICY], {
  required: ['policy_id'],
});
