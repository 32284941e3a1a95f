import { maxHeaderSize } from 'node:http';
import { BODY_LIMIT_BYTES, type JsonSchema } from '../../wire';
import { mapSchema } from './schema-walk';

/** Where a value travels, which says how long it can be at most. */
export type Carrier = 'query' | 'body' | 'answer';

const LONGEST_TEXT: Readonly<Record<Carrier, number | null>> = {
  query: maxHeaderSize,
  body: BODY_LIMIT_BYTES,
  answer: null,
};

/** Each element takes a character and a comma at least. */
const MOST_ELEMENTS: Readonly<Record<Carrier, number | null>> = {
  ...LONGEST_TEXT,
  body: BODY_LIMIT_BYTES / 2,
};

/** No text that is told or kept holds NUL: Postgres could not store it. */
const NO_NUL = '^[^\\u0000]*$';

const isOf = (type: string, { type: types }: JsonSchema): boolean =>
  types === type || (Array.isArray(types) && types.includes(type));

const says = (schema: JsonSchema, ...keys: string[]): boolean => keys.some((key) => key in schema);

const boundText = (schema: JsonSchema, carrier: Carrier): JsonSchema => {
  const longest = LONGEST_TEXT[carrier];
  return {
    ...schema,
    ...(longest !== null && !says(schema, 'maxLength', 'enum', 'const') && { maxLength: longest }),
    ...(!says(schema, 'format', 'pattern', 'enum', 'const') && { pattern: NO_NUL }),
  };
};

/** Integers are JavaScript's on both sides, and beyond these it rounds. */
const boundInteger = (schema: JsonSchema): JsonSchema => ({
  minimum: Number.MIN_SAFE_INTEGER,
  maximum: Number.MAX_SAFE_INTEGER,
  format: 'int64',
  ...schema,
});

const boundArray = (schema: JsonSchema, carrier: Carrier): JsonSchema => {
  const most = MOST_ELEMENTS[carrier];
  return { ...(most !== null && { maxItems: most }), ...schema };
};

const BOUNDS = { string: boundText, integer: boundInteger, array: boundArray };

/** The schema with the bounds that hold whatever a field's own rules are. */
export const bounded = (schema: JsonSchema, carrier: Carrier): JsonSchema =>
  mapSchema(schema, (inner) =>
    Object.entries(BOUNDS).reduce(
      (bound, [type, bind]) => (isOf(type, inner) ? bind(bound, carrier) : bound),
      inner,
    ),
  );
