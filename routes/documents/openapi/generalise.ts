import { groupBy } from '../../group-by';
import type { Json, JsonSchema } from '../../wire';

/** A value that was seen, and what made it: what one cause makes several sentences of, is told in whatever words. */
export interface Sample {
  readonly value: Json;
  readonly cause: string;
}

/** Longest sentence that an error tells; the answers that tests see are held against it. */
const SENTENCE_LENGTH = 1000;

type Values = readonly Sample[];
type JsonObject = Readonly<Record<string, Json>>;

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const distinct = (values: Values): Json[] => [...new Set(values.map(({ value }) => value))];

const isSentence = (value: Json): boolean => typeof value === 'string' && /\s/.test(value);

/** Words are a closed vocabulary; sentences are one only where each cause has its own. */
const isOpen = (values: Values): boolean =>
  [...groupBy(values, ({ cause }) => cause).values()].some(
    (same) => distinct(same).filter(isSentence).length > 1,
  );

const ofScalars = (values: Values, all: Values): JsonSchema => {
  if (isOpen(all)) return { type: 'string', maxLength: SENTENCE_LENGTH };
  const words = distinct(values);
  const type = typeof words[0];
  return words.length === 1 ? { type, const: words[0] as Json } : { type, enum: words };
};

const under = (values: Values, key: string): Sample[] =>
  values.flatMap(({ value, cause }) =>
    isObject(value) && value[key] !== undefined ? [{ value: value[key], cause }] : [],
  );

const keysOf = (values: Values): string[] => [
  ...new Set(values.flatMap(({ value }) => (isObject(value) ? Object.keys(value) : []))),
];

const ofElements = (values: Values): JsonSchema => ({
  type: 'array',
  items: generalise(
    values.flatMap(({ value, cause }) =>
      Array.isArray(value) ? value.map((element: Json) => ({ value: element, cause })) : [],
    ),
  ),
  minItems: 1,
});

/** An object that tells of some things among many, such as problems by field. */
const ofMaps = (values: Values): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries(keysOf(values).map((key) => [key, generalise(under(values, key))])),
  minProperties: 1,
  additionalProperties: false,
});

/** The schema of values, of which `all` stand at the same place in any kind of body. */
const generalise = (values: Values, all: Values = values): JsonSchema => {
  const first = values[0]?.value ?? null;
  if (Array.isArray(first)) return ofElements(values);
  return isObject(first) ? ofMaps(values) : ofScalars(values, all);
};

const signatureOf = ({ value }: Sample): string => Object.keys(value as object).join();

/** One kind of envelope: these keys and no others. */
const ofEnvelopes = (same: Values, all: Values): JsonSchema => {
  const keys = keysOf(same);
  return {
    type: 'object',
    properties: Object.fromEntries(keys.map((key) => [key, generalise(under(same, key), under(all, key))])),
    required: keys,
    additionalProperties: false,
  };
};

/** The JSON Schema of bodies of which these are all the kinds there are. Objects have the keys of one of them. */
export const schemaOfSamples = (values: Values): JsonSchema => {
  if (!values.every(({ value }) => isObject(value))) return generalise(values);
  const kinds = [...groupBy(values, signatureOf).values()].map((same) => ofEnvelopes(same, values));
  return kinds.length === 1 ? (kinds[0] as JsonSchema) : { oneOf: kinds };
};
