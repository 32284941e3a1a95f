import type { Json, JsonSchema } from '../../wire';

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const ofEach = (schemas: Json | undefined, change: (schema: JsonSchema) => JsonSchema): Json =>
  Object.fromEntries(
    Object.entries((schemas ?? {}) as JsonSchema).map(([key, schema]) => [key, change(schema as JsonSchema)]),
  );

/** Where schemas stand in a schema, and how. */
const PLACES: ReadonlyMap<string, 'one' | 'list' | 'map'> = new Map([
  ['properties', 'map'],
  ...(['items', 'additionalProperties', 'not'] as const).map((key) => [key, 'one'] as const),
  ...(['oneOf', 'anyOf', 'allOf'] as const).map((key) => [key, 'list'] as const),
]);

const changed = (key: string, value: Json, change: (schema: JsonSchema) => JsonSchema): Json => {
  const place = PLACES.get(key);
  if (place === 'map') return ofEach(value, change);
  if (place === 'list' && Array.isArray(value)) return value.map((schema: JsonSchema) => change(schema));
  return place === 'one' && isSchema(value) ? change(value) : value;
};

/** The schema with each schema in it changed, the innermost first. */
export const mapSchema = (schema: JsonSchema, change: (schema: JsonSchema) => JsonSchema): JsonSchema =>
  change(
    Object.fromEntries(
      Object.entries(schema).map(([key, value]) => [
        key,
        changed(key, value, (inner) => mapSchema(inner, change)),
      ]),
    ),
  );
