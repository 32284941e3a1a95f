import type { JsonSchema } from '../../wire';
import { bounded, type Carrier } from './bounds';
import type { ApiResponse, Components, Header, Reference, RequestBody } from './format';
import { mapSchema } from './schema-walk';

/** What operations share, each once and under a name. */
export interface SharedParts {
  /** The schema with bounds, and with a reference in place of every object that has a title. */
  schema(schema: JsonSchema, carrier: Carrier): JsonSchema;
  response(name: string, response: ApiResponse): Reference;
  requestBody(name: string, body: RequestBody): Reference;
  header(name: string, header: Header): Reference;
  /** What was shared so far. */
  all(): Omit<Components, 'securitySchemes'>;
}

type Kind = 'schemas' | 'responses' | 'requestBodies' | 'headers';

/** One kind of parts: what is the same has the same name, and what differs never has. */
const createPool = <T>(kind: Kind) => {
  const byContent = new Map<string, string>();
  const parts = new Map<string, T>();
  const free = (name: string, count = 1): string => {
    const candidate = count === 1 ? name : `${name}-${count}`;
    return parts.has(candidate) ? free(name, count + 1) : candidate;
  };
  return {
    parts,
    share(name: string, part: T): Reference {
      const content = `${name}\n${JSON.stringify(part)}`;
      const known = byContent.get(content) ?? free(name);
      byContent.set(content, known);
      parts.set(known, part);
      return { $ref: `#/components/${kind}/${known}` };
    },
  };
};

/** Shared parts whose schemas are named after the dialect and the title of each object. */
export const createSharedParts = (): ((dialect: string) => SharedParts) => {
  const schemas = createPool<JsonSchema>('schemas');
  const responses = createPool<ApiResponse>('responses');
  const requestBodies = createPool<RequestBody>('requestBodies');
  const headers = createPool<Header>('headers');
  return (dialect) => ({
    schema: (schema, carrier) =>
      mapSchema(bounded(schema, carrier), (inner) => {
        const { title } = inner;
        return typeof title === 'string' ? { ...schemas.share(`${dialect}.${title}`, inner) } : inner;
      }),
    response: responses.share,
    requestBody: requestBodies.share,
    header: headers.share,
    all: () => ({
      schemas: Object.fromEntries(schemas.parts),
      responses: Object.fromEntries(responses.parts),
      requestBodies: Object.fromEntries(requestBodies.parts),
      headers: Object.fromEntries(headers.parts),
    }),
  });
};
