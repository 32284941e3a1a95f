import type { Json, JsonSchema } from '../../wire';

const listed = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)];

const typeWords = ({ type, items }: JsonSchema): string => {
  const types = listed(type).join(' or ');
  return types === 'array' && items ? `array of ${schemaWords(items as JsonSchema)}` : types || 'any';
};

/** What a key of a schema says, in words, its value put in for `#`. */
const WORDS: readonly (readonly [key: string, words: string])[] = [
  ['minimum', 'at least #'],
  ['maximum', 'at most #'],
  ['minItems', 'at least # of them'],
  ['maxItems', 'at most # of them'],
];

/** Formats by what people call them; one that is not here has no name that helps. */
const FORMATS: Readonly<Record<string, string>> = {
  email: 'an email address',
  'idn-email': 'an email address',
  'date-time': 'an RFC 3339 time',
};

const formatWords = ({ format }: JsonSchema): string[] => {
  const words = FORMATS[String(format)];
  return words === undefined ? [] : [words];
};

const lengthWords = ({ minLength, maxLength }: JsonSchema): string[] => {
  if (maxLength === undefined) return minLength === undefined ? [] : [`from ${String(minLength)} characters`];
  return [`${minLength === undefined ? 'up to' : `${String(minLength)} to`} ${String(maxLength)} characters`];
};

const choiceWords = ({ enum: choices, const: constant }: JsonSchema): string[] => {
  if (constant !== undefined) return [`always ${JSON.stringify(constant)}`];
  return choices === undefined ? [] : [`one of ${listed(choices).join(', ')}`];
};

/** A schema in one line of plain words. */
export const schemaWords = (schema: JsonSchema): string =>
  [
    typeWords(schema),
    ...formatWords(schema),
    ...WORDS.filter(([key]) => schema[key] !== undefined).map(([key, words]) =>
      words.replace('#', String(schema[key])),
    ),
    ...lengthWords(schema),
    ...choiceWords(schema),
    ...(typeof schema['description'] === 'string' ? [schema['description']] : []),
  ].join('; ');
