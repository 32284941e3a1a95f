import { POLICY_METHODS, type TokenPolicy } from '../../../src/domain/token-policy';
import { shape } from '../../codec/fields';

const COUNT = { type: ['integer', 'null'], minimum: 1 } as const;
const TEXTS = { type: ['array', 'null'], items: { type: 'string' } } as const;

/** A policy; null is no limit. */
export const policyShape = shape<TokenPolicy>([
  { key: 'id', of: (policy) => policy.id, schema: { type: 'integer', minimum: 1 }, example: 2 },
  { key: 'name', of: (policy) => policy.name, schema: { type: 'string' }, example: 'reporting' },
  {
    key: 'description',
    of: (policy) => policy.description,
    schema: { type: ['string', 'null'] },
    example: 'Reads from the office',
  },
  { key: 'rate_limit_per_min', of: (policy) => policy.ratePerMinute, schema: COUNT, example: 120 },
  { key: 'max_requests_per_day', of: (policy) => policy.requestsPerDay, schema: COUNT, example: 5000 },
  {
    key: 'allowed_methods',
    of: (policy) => policy.methods,
    schema: { type: ['array', 'null'], items: { type: 'string', enum: POLICY_METHODS } },
    example: ['GET'],
  },
  { key: 'allowed_paths', of: (policy) => policy.paths, schema: TEXTS, example: ['/api/users'] },
  { key: 'allowed_ips', of: (policy) => policy.ips, schema: TEXTS, example: ['192.0.2.0/24'] },
  { key: 'active', of: (policy) => policy.active, schema: { type: 'boolean' }, example: true },
]);
