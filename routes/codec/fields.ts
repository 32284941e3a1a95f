import type { Json, JsonSchema } from '../wire';

/** One key of an object on the wire, for the encoder, the documents and whoever reads an answer back. */
export interface Field<T> {
  readonly key: string;
  /** Undefined leaves the key out. */
  readonly of: (value: T) => unknown;
  readonly schema: JsonSchema;
  readonly example: unknown;
  /** The field of the domain that it tells; without it none, or none that could be told from it. */
  readonly shows?: string;
  /** All fields of the domain that `of` looks at; without it, any. */
  readonly looksAt?: readonly (keyof T)[];
  /** Wire → domain, where they differ; what is left out is read as `undefined`. */
  readonly read?: (wire: unknown) => unknown;
  /** The key may be left out of an answer. */
  readonly isOptional?: true;
  /** It tells only a part, such as the first of several roles: a declared loss of its dialect. */
  readonly isPartial?: true;
}

/** An object on the wire: what a dialect shows of a domain type, key by key in order. */
export interface Shape<T> {
  readonly fields: readonly Field<T>[];
  /** What documents call it, once in each dialect; without it it has no name. */
  readonly title?: string;
  readonly encode: (value: T) => Record<string, unknown>;
}

/** The shape of a field table. Only named fields ever leave: there is no spreading of records. */
export const shape = <T>(fields: readonly Field<T>[], title?: string): Shape<T> => ({
  fields,
  ...(title !== undefined && { title }),
  encode(value) {
    const out: Record<string, unknown> = {};
    for (const field of fields) {
      const wire = field.of(value);
      if (wire !== undefined) out[field.key] = wire;
    }
    return out;
  },
});

type Described = Omit<Field<never>, 'of' | 'looksAt'>;

/** What documents read of a shape. */
export interface DescribedShape {
  readonly fields: readonly Described[];
  readonly title?: string;
}

/** The JSON Schema of objects of a field table: these keys and no others. */
export const objectSchema = ({ fields, title }: DescribedShape): JsonSchema => ({
  ...(title !== undefined && { title }),
  type: 'object',
  properties: Object.fromEntries(fields.map(({ key, schema }) => [key, schema])),
  required: fields.filter(({ isOptional }) => !isOptional).map(({ key }) => key),
  additionalProperties: false,
});

/** An object of a field table as documents show it. */
export const exampleOf = ({ fields }: DescribedShape): Json =>
  Object.fromEntries(
    fields.filter(({ example }) => example !== undefined).map(({ key, example }) => [key, example as Json]),
  );

/** All fields of the domain that a shape looks at; undefined where one of its lines does not say. */
export const looksAt = <T>({ fields }: Shape<T>): readonly (keyof T)[] | undefined => {
  const all = new Set<keyof T>();
  for (const field of fields) {
    if (!field.looksAt) return undefined;
    for (const name of field.looksAt) all.add(name);
  }
  return [...all];
};

/** The same fields of a part of something bigger. */
export const fieldsOfPart = <Whole, Part>(
  { fields }: Shape<Part>,
  part: (whole: Whole) => Part,
): Field<Whole>[] =>
  fields.map(({ looksAt: _ofPart, ...field }) => ({ ...field, of: (whole) => field.of(part(whole)) }));
