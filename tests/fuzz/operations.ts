import { openApiDocument } from '../../routes/documents/openapi/document';
import type { OpenApiDocument, Parameter, RequestBody } from '../../routes/documents/openapi/format';
import type { RouteTable } from '../../routes/table';
import type { Json, JsonSchema } from '../../routes/wire';

/** An operation of a dialect's OpenAPI document: all that the fuzz knows of it. */
export interface FuzzOperation {
  readonly method: string;
  /** A template such as `/api/users/{id}`. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** One for each kind of body that it takes; none where it takes none. */
  readonly bodies: readonly JsonSchema[];
  readonly examples: readonly Json[];
  readonly acceptsForms: boolean;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The schema with what it refers to in place of every reference. */
const resolved = (schema: unknown, { components }: OpenApiDocument): unknown => {
  if (Array.isArray(schema)) return schema.map((one) => resolved(one, { components } as OpenApiDocument));
  if (!isObject(schema)) return schema;
  const { $ref } = schema;
  if (typeof $ref === 'string') {
    const name = $ref.slice($ref.lastIndexOf('/') + 1);
    return resolved(components.schemas[name], { components } as OpenApiDocument);
  }
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, resolved(value, { components } as OpenApiDocument)]),
  );
};

const bodyOf = (document: OpenApiDocument, reference: { readonly $ref: string }): RequestBody => {
  const name = reference.$ref.slice(reference.$ref.lastIndexOf('/') + 1);
  const body = document.components.requestBodies[name];
  if (!body) throw new Error(`the document has no ${reference.$ref}`);
  return body;
};

const kindsOf = (schema: JsonSchema): readonly JsonSchema[] =>
  Array.isArray(schema['oneOf']) ? (schema['oneOf'] as readonly JsonSchema[]) : [schema];

/** The operations of a dialect. */
export const operationsOf = (table: RouteTable, dialect: string): FuzzOperation[] => {
  const own = table.routes.filter((route) => route.dialect.name === dialect);
  const document = openApiDocument(own, 'fuzz');
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => {
      const body = requestBody && bodyOf(document, requestBody);
      const media = body?.content['application/json'];
      return {
        method: method.toUpperCase(),
        path,
        parameters,
        bodies: media ? kindsOf(resolved(media.schema, document) as JsonSchema) : [],
        examples: Object.values(media?.examples ?? {}).map(({ value }) => value),
        acceptsForms: body !== undefined && 'application/x-www-form-urlencoded' in body.content,
      };
    }),
  );
};
