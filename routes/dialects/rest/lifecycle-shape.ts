import { NAME_LIMIT } from '../../../src/domain/api-token';
import type { Brownout, DatedLifecycle } from '../../../src/domain/lifecycle';
import { objectSchema, shape } from '../../codec/fields';
import { orNull, TIME, TIME_OR_NULL, textOf } from '../../codec/wire-types';
import { moment } from '../../lifecycle';

const NAME = textOf(255);

/** How many windows, and how many names, a spelling may have. */
const MOST = 1000;

const brownoutShape = shape<Brownout>(
  [
    { key: 'from', of: ({ from }) => moment(from), schema: TIME, example: '2026-03-10T00:00:00Z' },
    { key: 'until', of: ({ until }) => moment(until), schema: TIME, example: '2026-03-10T01:00:00Z' },
  ],
  'Brownout',
);

const momentOrNull = (date: Date | null | undefined): string | null => (date ? moment(date) : null);

/** A spelling and how it goes: every key is always there, null where nothing is planned. */
export const lifecycleShape = shape<DatedLifecycle>(
  [
    { key: 'binding', of: ({ binding }) => binding, schema: NAME, example: 'GET /api/users/get/{id}' },
    { key: 'dialect', of: ({ dialect }) => dialect, schema: NAME, example: 'rest' },
    { key: 'operation', of: ({ operation }) => operation, schema: NAME, example: 'users.get' },
    { key: 'canonical', of: ({ canonical }) => canonical, schema: NAME, example: 'GET /api/users/{id}' },
    {
      key: 'status',
      of: ({ status }) => status,
      schema: { type: 'string', enum: ['live', 'deprecated', 'brownout', 'sunset'] },
      example: 'deprecated',
    },
    {
      key: 'deprecated',
      of: ({ lifecycle }) => momentOrNull(lifecycle?.deprecatedAt),
      schema: TIME_OR_NULL,
      example: '2026-01-01T00:00:00Z',
    },
    {
      key: 'sunset',
      of: ({ lifecycle }) => momentOrNull(lifecycle?.sunsetAt),
      schema: TIME_OR_NULL,
      example: '2026-07-01T00:00:00Z',
    },
    {
      key: 'successor',
      of: ({ lifecycle }) => lifecycle?.successor ?? null,
      schema: orNull(NAME),
      example: 'GET /api/users/{id}',
    },
    {
      key: 'brownouts',
      of: ({ lifecycle }) => (lifecycle?.brownouts ?? []).map(brownoutShape.encode),
      schema: { type: 'array', items: objectSchema(brownoutShape), maxItems: MOST },
      example: [{ from: '2026-03-10T00:00:00Z', until: '2026-03-10T01:00:00Z' }],
    },
    {
      key: 'exempt',
      of: ({ lifecycle }) => lifecycle?.exempt ?? [],
      schema: { type: 'array', items: textOf(NAME_LIMIT), maxItems: MOST },
      example: ['nightly export'],
    },
  ],
  'SpellingLifecycle',
);
