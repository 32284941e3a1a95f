import Joi from 'joi';
import { NAME_LIMIT } from '../../../src/domain/api-token';
import type { Issue } from '../../../src/domain/error';
import { DESCRIPTION_LIMIT } from '../../../src/domain/label';
import { POLICY_LIMITS, POLICY_RULES } from '../../../src/domain/policy-rules';
import {
  type NewTokenPolicy,
  POLICY_METHODS,
  type TokenPolicyChanges,
} from '../../../src/domain/token-policy';
import { type BodyField, bodyDecoder } from '../../codec/body';
import { PROBLEM, ruled } from '../../codec/schemas';
import { textOf } from '../../codec/wire-types';
import type { JsonSchema } from '../../wire';

type Rule<T> = (value: T) => Omit<Issue, 'field'> | null;

/** A value of the schema's type that a rule of the domain judges, or null; `json` tells of the rule what JSON Schema can. */
const orNull = <T>(schema: Joi.Schema, rule: Rule<T>, json: JsonSchema): Joi.Schema =>
  schema
    .allow(null)
    .custom((value: T, helpers) => {
      const problem = rule(value);
      return problem ? helpers.error(PROBLEM, { problem }) : value;
    })
    .meta({ json });

const NUMBER: JsonSchema = { type: 'integer', minimum: 1, maximum: POLICY_LIMITS.requests };

const listOf = (items: JsonSchema): JsonSchema => ({
  type: 'array',
  items,
  minItems: 1,
  maxItems: POLICY_LIMITS.entries,
});

const METHODS = listOf({ type: 'string', enum: POLICY_METHODS });
const PATHS = listOf({ ...textOf(POLICY_LIMITS.path), pattern: '^/' });
const BLOCKS = listOf(textOf('0000:0000:0000:0000:0000:ffff:192.168.100.228/128'.length));

const { name, description, ratePerMinute, requestsPerDay, methods, paths, ips } = POLICY_RULES;

/** What a policy holds. */
export const POLICY_BODY: readonly BodyField[] = [
  {
    key: 'name',
    to: 'name',
    schema: ruled(name, { minLength: 1, maxLength: NAME_LIMIT }),
    example: 'reporting',
  },
  {
    key: 'description',
    to: 'description',
    schema: ruled(description, { maxLength: DESCRIPTION_LIMIT }).allow(null),
    example: 'Reads from the office',
  },
  {
    key: 'rate_limit_per_min',
    to: 'ratePerMinute',
    schema: orNull(Joi.number(), ratePerMinute, NUMBER),
    example: 120,
  },
  {
    key: 'max_requests_per_day',
    to: 'requestsPerDay',
    schema: orNull(Joi.number(), requestsPerDay, NUMBER),
    example: 5000,
  },
  { key: 'allowed_methods', to: 'methods', schema: orNull(Joi.array(), methods, METHODS), example: ['GET'] },
  { key: 'allowed_paths', to: 'paths', schema: orNull(Joi.array(), paths, PATHS), example: ['/api/users'] },
  { key: 'allowed_ips', to: 'ips', schema: orNull(Joi.array(), ips, BLOCKS), example: ['192.0.2.0/24'] },
  { key: 'active', to: 'active', schema: Joi.boolean(), example: true },
];

/** A new policy; only the name is required. Throws `malformed_body`, `invalid_fields`. */
export const decodeNewPolicy = bodyDecoder<NewTokenPolicy>(POLICY_BODY, { required: ['name'] });

/** Changes of a policy. Throws `malformed_body`, `invalid_fields`. */
export const decodePolicyChanges = bodyDecoder<TokenPolicyChanges>(POLICY_BODY);
