import type { AuditEntry } from '../../../src/domain/audit';
import { shape } from '../../codec/fields';
import { wholeSeconds } from '../../codec/times';

const TEXT = { type: 'string' } as const;
const TEXT_OR_NULL = { type: ['string', 'null'] } as const;
const ID_OR_NULL = { type: ['integer', 'null'], minimum: 1 } as const;

/** One entry of the audit trail. */
export const auditShape = shape<AuditEntry>([
  { key: 'id', of: (entry) => entry.id, schema: { type: 'integer', minimum: 1 }, example: 42 },
  {
    key: 'at',
    of: (entry) => wholeSeconds(entry.at),
    schema: { type: 'string', format: 'date-time' },
    example: '2023-06-16T15:30:45Z',
  },
  { key: 'action', of: (entry) => entry.action, schema: TEXT, example: 'users.suspend' },
  {
    key: 'result',
    of: (entry) => entry.result,
    schema: { type: 'string', enum: ['done', 'refused'] },
    example: 'done',
  },
  { key: 'actor_id', of: (entry) => entry.actorId, schema: ID_OR_NULL, example: 1 },
  { key: 'actor', of: (entry) => entry.actor, schema: TEXT_OR_NULL, example: 'admin' },
  { key: 'token_id', of: (entry) => entry.tokenId, schema: ID_OR_NULL, example: 1 },
  {
    key: 'target_type',
    of: (entry) => entry.targetType,
    schema: { type: ['string', 'null'], enum: ['user', 'token', 'policy', 'session', null] },
    example: 'user',
  },
  { key: 'target_id', of: (entry) => entry.targetId, schema: TEXT_OR_NULL, example: '2' },
  { key: 'dialect', of: (entry) => entry.dialect, schema: TEXT, example: 'rest' },
  { key: 'binding', of: (entry) => entry.binding, schema: TEXT, example: 'POST /api/users/{id}/suspend' },
  { key: 'ip', of: (entry) => entry.ip, schema: TEXT, example: '192.0.2.7' },
  { key: 'request_id', of: (entry) => entry.requestId, schema: TEXT, example: '01J9Z3V6C7F4Q2M8X0R5T1N9KE' },
  {
    key: 'details',
    of: (entry) => entry.details,
    schema: { type: 'object' },
    example: { reason: 'left', until: null },
  },
]);
