import Joi from 'joi';
import type { Issue } from '../../../src/domain/error';
import { POLICY_RULES } from '../../../src/domain/policy-rules';
import type { NewTokenPolicy, TokenPolicyChanges } from '../../../src/domain/token-policy';
import { type BodyField, bodyDecoder } from '../../codec/body';
import { PROBLEM, ruled } from '../../codec/schemas';

type Rule<T> = (value: T) => Omit<Issue, 'field'> | null;

/** A value of the schema's type that a rule of the domain judges, or null. */
const orNull = <T>(schema: Joi.Schema, rule: Rule<T>): Joi.Schema =>
  schema.allow(null).custom((value: T, helpers) => {
    const problem = rule(value);
    return problem ? helpers.error(PROBLEM, { problem }) : value;
  });

const { name, description, ratePerMinute, requestsPerDay, methods, paths, ips } = POLICY_RULES;

const BODY: readonly BodyField[] = [
  { key: 'name', to: 'name', schema: ruled(name), example: 'reporting' },
  {
    key: 'description',
    to: 'description',
    schema: ruled(description).allow(null),
    example: 'Reads from the office',
  },
  {
    key: 'rate_limit_per_min',
    to: 'ratePerMinute',
    schema: orNull(Joi.number(), ratePerMinute),
    example: 120,
  },
  {
    key: 'max_requests_per_day',
    to: 'requestsPerDay',
    schema: orNull(Joi.number(), requestsPerDay),
    example: 5000,
  },
  { key: 'allowed_methods', to: 'methods', schema: orNull(Joi.array(), methods), example: ['GET'] },
  { key: 'allowed_paths', to: 'paths', schema: orNull(Joi.array(), paths), example: ['/api/users'] },
  { key: 'allowed_ips', to: 'ips', schema: orNull(Joi.array(), ips), example: ['192.0.2.0/24'] },
  { key: 'active', to: 'active', schema: Joi.boolean(), example: true },
];

type Wire = Readonly<Record<string, unknown>>;

// Problems are named by these keys, which differ from the domain's names by more than their spelling: so they are
// checked under their own, and renamed only when all is well.
const asOnTheWire = BODY.map((field) => ({ ...field, to: field.key }));
const requiredBody = bodyDecoder<Wire>(asOnTheWire, { required: ['name'] });
const partialBody = bodyDecoder<Wire>(asOnTheWire);

const toDomain = (wire: Wire): Record<string, unknown> =>
  Object.fromEntries(
    BODY.filter(({ key }) => Object.hasOwn(wire, key)).map(({ key, to }) => [to, wire[key]]),
  );

/** A new policy; only the name is required. Throws `malformed_body`, `invalid_fields`. */
export const decodeNewPolicy = (body: unknown): NewTokenPolicy =>
  toDomain(requiredBody(body)) as unknown as NewTokenPolicy;

/** Changes of a policy. Throws `malformed_body`, `invalid_fields`. */
export const decodePolicyChanges = (body: unknown): TokenPolicyChanges => toDomain(partialBody(body));
