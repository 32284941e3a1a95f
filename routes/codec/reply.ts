import { type Json, type JsonSchema, json, type WireRequest, type WireResponse } from '../wire';
import { type DescribedShape, exampleOf, objectSchema, type Shape } from './fields';

/** What stands in an answer, without its encoder: for documents and for whoever reads answers back. */
export interface Shown extends DescribedShape {
  /** The key of the envelope that it stands under; null where it is the whole answer. */
  readonly under: string | null;
  readonly isList: boolean;
  /** What stands in the envelope beside it. */
  readonly beside: Readonly<Record<string, Json>>;
}

/** Headers that some answers have besides those that all have. */
export type AnswerHeader = 'Location' | 'Link' | 'X-Total-Count';

/** An answer as documents tell of it. */
export interface Told {
  readonly schema: JsonSchema;
  readonly example: Json;
  readonly headers?: readonly AnswerHeader[];
}

/** The answer to an operation that went well. */
export interface Reply<T> {
  readonly status: number;
  readonly told: Told;
  readonly shown?: Shown;
  readonly encode: (output: T, request: WireRequest) => WireResponse;
}

export interface ReplyOptions<T> {
  /** 200 unless said. */
  readonly status?: number;
  /** The envelope's key; without it the object is the whole answer. */
  readonly under?: string;
  /** What stands in the envelope, before the object. */
  readonly beside?: Readonly<Record<string, Json>>;
  /** The path of what was made, for `Location`. */
  readonly location?: (output: T) => string;
}

const inEnvelope = (
  value: unknown,
  { under, beside = {} }: Pick<ReplyOptions<never>, 'under' | 'beside'>,
): unknown => (under === undefined ? value : { ...beside, [under]: value });

/** What an answer shows of a shape: bare, or in the envelope of the options. */
export const toShown = <T>(
  { fields, title }: Shape<T>,
  isList: boolean,
  { under, beside }: Pick<ReplyOptions<never>, 'under' | 'beside'> = {},
): Shown => ({
  fields,
  ...(title !== undefined && { title }),
  under: under ?? null,
  isList,
  beside: beside ?? {},
});

const sealed = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

const isObject = (value: Json): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A constant as a schema. */
const always = (value: Json): JsonSchema =>
  isObject(value)
    ? sealed(Object.fromEntries(Object.entries(value).map(([key, field]) => [key, always(field)])))
    : { const: value };

/** How documents tell of what is shown; `after` names further keys of the envelope. */
export const tellOf = (shown: Shown, after: Readonly<Record<string, Told>> = {}): Told => {
  const { under, isList, beside } = shown;
  const one: Told = { schema: objectSchema(shown), example: exampleOf(shown) };
  const what: Told = isList ? { schema: { type: 'array', items: one.schema }, example: [one.example] } : one;
  if (under === null) return what;
  const constants = Object.entries(beside).map(([key, value]) => [key, always(value)] as const);
  const others = Object.entries(after);
  return {
    schema: sealed({
      ...Object.fromEntries(constants),
      [under]: what.schema,
      ...Object.fromEntries(others.map(([key, { schema }]) => [key, schema])),
    }),
    example: {
      ...beside,
      [under]: what.example,
      ...Object.fromEntries(others.map(([key, { example }]) => [key, example])),
    },
  };
};

/** An object of a field table, bare or in an envelope. */
export const showing = <T>(shape: Shape<T>, options: ReplyOptions<T> = {}): Reply<T> => {
  const { status = 200, location } = options;
  const shown = toShown(shape, false, options as ReplyOptions<never>);
  return {
    status,
    shown,
    told: { ...tellOf(shown), ...(location && { headers: ['Location'] }) },
    encode: (value) =>
      json(status, inEnvelope(shape.encode(value), options), location && { Location: location(value) }),
  };
};

/** An array of such objects. */
export const showingAll = <T>(
  shape: Shape<T>,
  options: Omit<ReplyOptions<never>, 'location'> = {},
): Reply<readonly T[]> => {
  const { status = 200 } = options;
  const shown = toShown(shape, true, options);
  return {
    status,
    shown,
    told: tellOf(shown),
    encode: (values) => json(status, inEnvelope(values.map(shape.encode), options)),
  };
};

/** The same words whatever came of it. */
export const saying = (value: Json, status = 200): Reply<unknown> => ({
  status,
  told: { schema: always(value), example: value },
  encode: () => json(status, value),
});
