import type { Json, JsonSchema } from '../../wire';

// The part of OpenAPI 3.1 that the documents use.

export interface Reference {
  readonly $ref: string;
}

export interface MediaType {
  readonly schema: JsonSchema;
  readonly examples?: Readonly<Record<string, { readonly summary?: string; readonly value: Json }>>;
}

export interface Header {
  readonly description: string;
  readonly schema: JsonSchema;
  readonly example: Json;
}

export interface ApiResponse {
  readonly description: string;
  readonly headers: Readonly<Record<string, Reference>>;
  /** Empty where there is no body. */
  readonly content: Readonly<Record<string, MediaType>>;
}

export interface RequestBody {
  readonly required: boolean;
  readonly content: Readonly<Record<string, MediaType>>;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description: string;
  readonly schema: JsonSchema;
  readonly example?: Json;
}

export interface ApiOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  /** Present where an end is planned, be it in the future. */
  readonly deprecated?: true;
  /** Present where nobody need sign in: then it is empty. */
  readonly security?: readonly [];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Reference;
  readonly responses: Readonly<Record<string, Reference>>;
  /** What Roster calls it, whatever the dialect; of several that the body decides between, the one for all other bodies. */
  readonly 'x-roster-operation': string;
  readonly 'x-roster-dialect': string;
  /** The `operationId` of the canonical spelling, where this is another. */
  readonly 'x-roster-alias-of'?: string;
  /** When a spelling that goes is deprecated and gone, and what comes after it. */
  readonly 'x-roster-lifecycle'?: {
    readonly deprecated: string | null;
    readonly sunset: string | null;
    readonly successor: string | null;
  };
  /** What the body decides between, where it does. */
  readonly 'x-roster-variants'?: readonly { readonly operation: string; readonly when: string }[];
}

export interface Components {
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  readonly responses: Readonly<Record<string, ApiResponse>>;
  readonly requestBodies: Readonly<Record<string, RequestBody>>;
  readonly headers: Readonly<Record<string, Header>>;
  readonly securitySchemes: Readonly<Record<string, Json>>;
}

/** By path, then by method in lower case. */
export type Paths = Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>;

export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: Json;
  readonly servers: readonly Json[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly security: readonly Json[];
  readonly paths: Paths;
  readonly components: Components;
}
