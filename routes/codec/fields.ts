import type { JsonSchema } from '../wire';

/** One key of an object on the wire, for both the encoder and the documents made from the same table. */
export interface Field<T> {
  readonly key: string;
  /** Undefined leaves the key out. */
  readonly of: (value: T) => unknown;
  readonly schema: JsonSchema;
  readonly example: unknown;
}

/** An object on the wire: what a dialect shows of a domain type, key by key in order. */
export interface Shape<T> {
  readonly fields: readonly Field<T>[];
  readonly encode: (value: T) => Record<string, unknown>;
}

/** The shape of a field table. Only named fields ever leave: there is no spreading of records. */
export const shape = <T>(fields: readonly Field<T>[]): Shape<T> => ({
  fields,
  encode(value) {
    const out: Record<string, unknown> = {};
    for (const field of fields) {
      const wire = field.of(value);
      if (wire !== undefined) out[field.key] = wire;
    }
    return out;
  },
});
