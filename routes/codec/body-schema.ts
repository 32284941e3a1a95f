import type { Json, JsonSchema } from '../wire';
import type { BodyField, BodyTable } from './body';
import { toJsonSchema } from './json-schema';

/** What joi tells of conditions on other fields of the body. */
interface Conditional {
  readonly whens?: readonly {
    readonly ref: { readonly path: readonly string[] };
    readonly is: { readonly allow?: readonly unknown[] };
    readonly then: { readonly flags?: { readonly presence?: string } };
  }[];
}

/** Objects that have a key, whatever stands there. */
const having = (key: string): JsonSchema => ({ required: [key], properties: { [key]: true } });

/** Where a field is required only if another one has a certain value. */
const conditionsOf = ({ key, schema }: BodyField): JsonSchema[] => {
  const { whens = [] } = schema.describe() as Conditional;
  return whens
    .filter(({ then }) => then.flags?.presence === 'required')
    .map(({ ref, is }) => {
      const other = ref.path.join('.');
      const values = (is.allow ?? []).filter((value) => typeof value === 'string');
      return { anyOf: [{ properties: { [other]: { not: { enum: values } } } }, having(key)] };
    });
};

const propertyOf = ({ schema, example }: BodyField): JsonSchema => ({
  ...toJsonSchema(schema),
  ...(example !== undefined && { examples: [example as Json] }),
});

/**
 * The JSON Schema of a body: its fields, of which unknown ones may stand beside them since they are ignored. `more` are
 * keys that must be there and belong to no field, such as ids; `conditions` must hold besides.
 */
export const bodySchema = (
  { fields, required, needs }: Pick<BodyTable, 'fields' | 'required' | 'needs'>,
  more: Readonly<Record<string, JsonSchema>> = {},
  conditions: readonly JsonSchema[] = [],
): JsonSchema => {
  const musts = [...Object.keys(more), ...required, ...needs.filter((group) => group.length === 1).flat()];
  const rules = [
    ...conditions,
    ...needs.filter((group) => group.length > 1).map((group) => ({ anyOf: group.map(having) })),
    ...fields.flatMap(conditionsOf),
  ];
  return {
    type: 'object',
    properties: { ...more, ...Object.fromEntries(fields.map((field) => [field.key, propertyOf(field)])) },
    ...(musts.length > 0 && { required: musts }),
    ...(rules.length > 0 && { allOf: rules }),
  };
};
