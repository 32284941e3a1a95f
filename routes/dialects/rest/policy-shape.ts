import type { TokenPolicy } from '../../../src/domain/token-policy';
import { shape } from '../../codec/fields';
import { toJsonSchema } from '../../codec/json-schema';
import { idOf } from '../../codec/wire-types';
import type { JsonSchema } from '../../wire';
import { POLICY_BODY } from './policy-body';

/** What is shown is what may be written under the same key. */
const WRITTEN = new Map(POLICY_BODY.map(({ key, schema }) => [key, toJsonSchema(schema)]));
const written = (key: string): JsonSchema => WRITTEN.get(key) ?? {};

/** A policy; null is no limit. */
export const policyShape = shape<TokenPolicy>(
  [
    { key: 'id', of: (policy) => policy.id, schema: idOf('integer'), example: 2 },
    { key: 'name', of: (policy) => policy.name, schema: written('name'), example: 'reporting' },
    {
      key: 'description',
      of: (policy) => policy.description,
      schema: written('description'),
      example: 'Reads from the office',
    },
    {
      key: 'rate_limit_per_min',
      of: (policy) => policy.ratePerMinute,
      schema: written('rate_limit_per_min'),
      example: 120,
    },
    {
      key: 'max_requests_per_day',
      of: (policy) => policy.requestsPerDay,
      schema: written('max_requests_per_day'),
      example: 5000,
    },
    {
      key: 'allowed_methods',
      of: (policy) => policy.methods,
      schema: written('allowed_methods'),
      example: ['GET'],
    },
    {
      key: 'allowed_paths',
      of: (policy) => policy.paths,
      schema: written('allowed_paths'),
      example: ['/api/users'],
    },
    {
      key: 'allowed_ips',
      of: (policy) => policy.ips,
      schema: written('allowed_ips'),
      example: ['192.0.2.0/24'],
    },
    { key: 'active', of: (policy) => policy.active, schema: written('active'), example: true },
  ],
  'Policy',
);
