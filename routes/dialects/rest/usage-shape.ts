import { NAME_LIMIT } from '../../../src/domain/api-token';
import type { Instant } from '../../../src/domain/instant';
import {
  CALLER_KINDS,
  type OwnUsageRow,
  type SpellingState,
  USER_AGENT_LIMIT,
  type UsageRow,
} from '../../../src/domain/usage';
import { fieldsOfPart, objectSchema, type Shape, shape } from '../../codec/fields';
import { wholeSeconds } from '../../codec/times';
import { textField } from '../../codec/user-fields';
import { COUNT, idOf, orNull, TIME, TIME_OR_NULL, textOf, YES_NO } from '../../codec/wire-types';
import type { JsonSchema } from '../../wire';

const ID_OR_NULL = orNull(idOf('integer'));
const NAME_OR_NULL = orNull(textOf(255));
const DAY: JsonSchema = { type: 'string', format: 'date', maxLength: 10 };

const timeOrNull = (instant: Instant | null): string | null =>
  instant === null ? null : wholeSeconds(instant);

const objectOrNull = <T>(shown: Shape<T>): JsonSchema => ({
  oneOf: [objectSchema(shown), { type: 'null' }],
});

type Caller = NonNullable<UsageRow['caller']>;

const callerShape = shape<Caller>(
  [
    { key: 'kind', of: ({ kind }) => kind, schema: { type: 'string', enum: CALLER_KINDS }, example: 'token' },
    {
      key: 'token_id',
      of: ({ kind, id }) => (kind === 'token' ? id : null),
      schema: ID_OR_NULL,
      example: 7,
    },
    {
      key: 'token_name',
      of: ({ tokenName }) => tokenName,
      schema: orNull(textOf(NAME_LIMIT)),
      example: 'nightly export',
    },
    { key: 'user_id', of: ({ userId }) => userId, schema: ID_OR_NULL, example: 2 },
    {
      key: 'username',
      of: ({ username }) => username,
      schema: orNull(textField('username')),
      example: 'user1',
    },
  ],
  'UsageCaller',
);

const lifecycleShape = shape<SpellingState>(
  [
    {
      key: 'status',
      of: ({ status }) => status,
      schema: { type: 'string', enum: ['live', 'deprecated', 'sunset'] },
      example: 'live',
    },
    {
      key: 'deprecated',
      of: ({ deprecatedAt }) => timeOrNull(deprecatedAt),
      schema: TIME_OR_NULL,
      example: null,
    },
    { key: 'sunset', of: ({ sunsetAt }) => timeOrNull(sunsetAt), schema: TIME_OR_NULL, example: null },
    { key: 'successor', of: ({ successor }) => successor, schema: NAME_OR_NULL, example: null },
  ],
  'SpellingState',
);

/** A group of calls: every key is always there, null where there is nothing or where the group is not told apart by it. */
export const usageShape = shape<UsageRow>(
  [
    { key: 'day', of: ({ day }) => day, schema: orNull(DAY), example: null },
    { key: 'dialect', of: ({ dialect }) => dialect, schema: NAME_OR_NULL, example: 'rest' },
    { key: 'operation', of: ({ operation }) => operation, schema: NAME_OR_NULL, example: 'users.get' },
    {
      key: 'binding',
      of: ({ binding }) => binding,
      schema: NAME_OR_NULL,
      example: 'GET /api/users/get/{id}',
    },
    {
      key: 'canonical',
      of: ({ canonical }) => canonical,
      schema: NAME_OR_NULL,
      example: 'GET /api/users/{id}',
    },
    {
      key: 'caller',
      of: ({ caller }) => caller && callerShape.encode(caller),
      schema: objectOrNull(callerShape),
      example: null,
    },
    { key: 'requests', of: ({ requests }) => requests, schema: COUNT, example: 1204 },
    { key: 'errors', of: ({ errors }) => errors, schema: COUNT, example: 3 },
    { key: 'callers', of: ({ callers }) => callers, schema: COUNT, example: 2 },
    {
      key: 'first_at',
      of: ({ firstAt }) => wholeSeconds(firstAt),
      schema: TIME,
      example: '2030-06-01T00:00:12Z',
    },
    {
      key: 'last_at',
      of: ({ lastAt }) => wholeSeconds(lastAt),
      schema: TIME,
      example: '2030-06-15T10:30:45Z',
    },
    {
      key: 'user_agent',
      of: ({ userAgent }) => userAgent,
      schema: orNull(textOf(USER_AGENT_LIMIT)),
      example: null,
    },
    { key: 'last_7_days', of: ({ lastSevenDays }) => lastSevenDays, schema: COUNT, example: 12 },
    { key: 'previous_7_days', of: ({ previousSevenDays }) => previousSevenDays, schema: COUNT, example: 340 },
    {
      key: 'lifecycle',
      of: ({ lifecycle }) => lifecycle && lifecycleShape.encode(lifecycle),
      schema: objectOrNull(lifecycleShape),
      example: { status: 'live', deprecated: null, sunset: null, successor: null },
    },
  ],
  'Usage',
);

/** What callers are told of their own calls. */
export const ownUsageShape = shape<OwnUsageRow>(
  [
    ...fieldsOfPart(usageShape, (row: OwnUsageRow) => row),
    { key: 'alias', of: ({ isAlias }) => isAlias, schema: YES_NO, example: true },
    {
      key: 'instead',
      of: ({ instead }) => instead,
      schema: NAME_OR_NULL,
      example: 'GET /api/users/{id}',
    },
  ],
  'OwnUsage',
);
