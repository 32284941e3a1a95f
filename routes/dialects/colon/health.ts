import type { Operations } from '../../../src/operations/contract';
import { bind } from '../../binding';
import { shape } from '../../codec/fields';
import { showing } from '../../codec/reply';
import { textOf } from '../../codec/wire-types';

const healthShape = shape<Operations['system.health']['output']>(
  [
    { key: 'name', of: () => 'roster', schema: { type: 'string', const: 'roster' }, example: 'roster' },
    { key: 'status', of: () => 'live', schema: { type: 'string', const: 'live' }, example: 'live' },
    { key: 'version', of: ({ version }) => version, schema: textOf(64), example: '1.0.0' },
  ],
  'Health',
);

/** Whether the service is there, for anybody. */
export const health = bind('system.health', ['GET /health'], { reply: showing(healthShape) });
