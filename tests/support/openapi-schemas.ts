import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { OpenApiDocument, Reference } from '../../routes/documents/openapi/format';
import type { JsonSchema } from '../../routes/wire';

/** Holds values against the schemas of one document. */
export interface SchemaChecker {
  /** What is wrong with a value; null where it fits. */
  problemOf(schema: JsonSchema, value: unknown): string | null;
  /** What a reference to a component stands for. Throws when the document has no such component. */
  resolve<T>(reference: Reference | T): T;
}

const createAjv = (): Ajv2020 => {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  // The ASCII pattern of `email` is not it, and there is none for all scripts: length and type are what is checked.
  return ajv.addFormat('idn-email', true);
};

/** A checker whose schemas may refer to the document's components. Each schema is compiled once. */
export const schemaChecker = ({ components }: OpenApiDocument): SchemaChecker => {
  const ajv = createAjv();
  const compiled = new Map<string, ReturnType<Ajv2020['compile']>>();
  const compile = (schema: JsonSchema): ReturnType<Ajv2020['compile']> => {
    const key = JSON.stringify(schema);
    const known =
      compiled.get(key) ?? ajv.compile({ allOf: [schema], components: { schemas: components.schemas } });
    compiled.set(key, known);
    return known;
  };
  return {
    problemOf(schema, value) {
      const validate = compile(schema);
      return validate(value) ? null : ajv.errorsText(validate.errors, { dataVar: 'body' });
    },
    resolve<T>(reference: Reference | T): T {
      if (typeof reference !== 'object' || reference === null || !('$ref' in reference))
        return reference as T;
      const [, , kind = '', name = ''] = reference.$ref.split('/');
      const part = (components as unknown as Record<string, Record<string, unknown>>)[kind]?.[name];
      if (part === undefined) throw new Error(`the document has no ${reference.$ref}`);
      return part as T;
    },
  };
};
