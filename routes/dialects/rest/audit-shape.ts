import type { AuditEntry } from '../../../src/domain/audit';
import { shape } from '../../codec/fields';
import { wholeSeconds } from '../../codec/times';
import { textField } from '../../codec/user-fields';
import { ADDRESS, idOf, orNull, TIME, textOf } from '../../codec/wire-types';

const ID_OR_NULL = orNull(idOf('integer'));
const NAME = textOf(255);

/** One entry of the audit trail. */
export const auditShape = shape<AuditEntry>(
  [
    { key: 'id', of: (entry) => entry.id, schema: idOf('integer'), example: 42 },
    {
      key: 'at',
      of: (entry) => wholeSeconds(entry.at),
      schema: TIME,
      example: '2023-06-16T15:30:45Z',
    },
    { key: 'action', of: (entry) => entry.action, schema: NAME, example: 'users.suspend' },
    {
      key: 'result',
      of: (entry) => entry.result,
      schema: { type: 'string', enum: ['done', 'refused'] },
      example: 'done',
    },
    { key: 'actor_id', of: (entry) => entry.actorId, schema: ID_OR_NULL, example: 1 },
    { key: 'actor', of: (entry) => entry.actor, schema: orNull(textField('username')), example: 'admin' },
    { key: 'token_id', of: (entry) => entry.tokenId, schema: ID_OR_NULL, example: 1 },
    {
      key: 'target_type',
      of: (entry) => entry.targetType,
      schema: orNull({ type: 'string', enum: ['user', 'token', 'policy', 'session'] }),
      example: 'user',
    },
    { key: 'target_id', of: (entry) => entry.targetId, schema: orNull(textOf(26)), example: '2' },
    { key: 'dialect', of: (entry) => entry.dialect, schema: NAME, example: 'rest' },
    { key: 'binding', of: (entry) => entry.binding, schema: NAME, example: 'POST /api/users/{id}/suspend' },
    { key: 'ip', of: (entry) => entry.ip, schema: ADDRESS, example: '192.0.2.7' },
    {
      key: 'request_id',
      of: (entry) => entry.requestId,
      schema: textOf(64),
      example: '01J9Z3V6C7F4Q2M8X0R5T1N9KE',
    },
    {
      key: 'details',
      of: (entry) => entry.details,
      schema: { type: 'object' },
      example: { reason: 'left', until: null },
    },
  ],
  'AuditEntry',
);
