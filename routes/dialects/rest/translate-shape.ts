import type {
  ExpectedAnswer,
  Placed,
  Remark,
  TranslatedRequest,
  Translation,
} from '../../../src/domain/translation';
import { exampleOf, type Field, objectSchema, type Shape, shape } from '../../codec/fields';
import { orNull, textOf } from '../../codec/wire-types';
import type { Json, JsonSchema } from '../../wire';

/** Longest text that comes out of one request; what goes in is smaller by far, but escapes and schemas make it grow. */
const TEXT = textOf(1_000_000);
const WORD = textOf(255);

const texts = (maxProperties: number): JsonSchema => ({
  type: 'object',
  additionalProperties: TEXT,
  maxProperties,
});

const anything = (...type: string[]): JsonSchema => ({
  type,
  additionalProperties: true,
  items: {},
  maxItems: 1000,
});

const object = <T>(one: Shape<T>): JsonSchema => objectSchema(one);

const remarkShape = shape<Remark>([
  { key: 'what', of: ({ what }) => what, schema: TEXT, example: 'reason' },
  { key: 'why', of: ({ why }) => why, schema: TEXT, example: 'rails has no field for it' },
]);

/** What is said about a translation, under a key of its own. */
const remarks = <T>(
  key: string,
  of: (whole: T) => readonly Remark[],
  example: readonly Json[],
): Field<T> => ({
  key,
  of: (whole) => of(whole).map(remarkShape.encode),
  schema: { type: 'array', items: object(remarkShape), maxItems: 1000 },
  example,
});

const placedShape = (example: Placed): Shape<Placed> =>
  shape([
    { key: 'dialect', of: ({ dialect }) => dialect, schema: WORD, example: example.dialect },
    { key: 'operation', of: ({ operation }) => operation, schema: orNull(WORD), example: example.operation },
    { key: 'spelling', of: ({ spelling }) => spelling, schema: orNull(WORD), example: example.spelling },
  ]);

const FROM = placedShape({
  dialect: 'rest',
  operation: 'users.suspend',
  spelling: 'POST /api/users/{id}/suspend',
});
const TO = placedShape({ dialect: 'rails', operation: 'users.update', spelling: 'PUT /api/v1/users/{id}' });

const requestShape = shape<TranslatedRequest>([
  {
    key: 'method',
    of: ({ method }) => method,
    schema: { type: 'string', enum: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] },
    example: 'PUT',
  },
  { key: 'path', of: ({ path }) => path, schema: TEXT, example: '/api/v1/users/2' },
  { key: 'query', of: ({ query }) => query, schema: texts(100), example: {} },
  {
    key: 'headers',
    of: ({ headers }) => headers,
    schema: texts(1000),
    example: { 'Content-Type': 'application/json' },
  },
  {
    key: 'body',
    of: ({ body }) => body,
    schema: anything('object', 'null'),
    example: { status: 'inactive' },
  },
]);

const answerShape = shape<ExpectedAnswer>([
  {
    key: 'status',
    of: ({ status }) => status,
    schema: { type: 'integer', format: 'int32', minimum: 200, maximum: 299 },
    example: 200,
  },
  {
    key: 'schema',
    of: ({ schema }) => schema,
    schema: anything('object', 'null'),
    example: { type: 'object' },
  },
  {
    key: 'example',
    of: ({ example }) => example,
    schema: anything('object', 'array', 'null'),
    example: { id: 2, status: 'inactive' },
  },
  remarks('lacks', ({ lacks }) => lacks, []),
]);

const CURL =
  'curl -X PUT "$BASE_URL/api/v1/users/2" \\\n  -H \'Content-Type: application/json\' \\\n  -d \'{"status":"inactive"}\'';

/** A request in another dialect's words, with all that is to be said about it. */
export const translationShape = shape<Translation>(
  [
    { key: 'from', of: ({ from }) => FROM.encode(from), schema: object(FROM), example: exampleOf(FROM) },
    { key: 'to', of: ({ to }) => TO.encode(to), schema: object(TO), example: exampleOf(TO) },
    {
      key: 'request',
      of: ({ request }) => request && requestShape.encode(request),
      schema: orNull(object(requestShape)),
      example: exampleOf(requestShape),
    },
    { key: 'curl', of: ({ curl }) => curl, schema: orNull(TEXT), example: CURL },
    {
      key: 'answer',
      of: ({ answer }) => answer && answerShape.encode(answer),
      schema: orNull(object(answerShape)),
      example: exampleOf(answerShape),
    },
    remarks('lost', ({ lost }) => lost, []),
    remarks('notes', ({ notes }) => notes, []),
  ],
  'Translation',
);
