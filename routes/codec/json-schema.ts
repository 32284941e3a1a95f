import type Joi from 'joi';
import type { JsonSchema } from '../wire';
import { orNull } from './wire-types';

/** What joi tells of a schema, as far as the dialects use it. */
interface Description {
  readonly type?: string;
  readonly flags?: { readonly only?: boolean };
  readonly allow?: readonly unknown[];
  readonly rules?: readonly { readonly name: string; readonly args?: { readonly limit?: number } }[];
  readonly items?: readonly Description[];
  readonly metas?: readonly { readonly json?: JsonSchema }[];
}

const ruleLimit = ({ rules = [] }: Description, name: string): number | undefined =>
  rules.find((rule) => rule.name === name)?.args?.limit;

const bound = (key: string, limit: number | undefined): JsonSchema =>
  limit === undefined ? {} : { [key]: limit };

const ofNumber = (description: Description): JsonSchema => ({
  type: description.rules?.some(({ name }) => name === 'integer') ? 'integer' : 'number',
  ...bound('minimum', ruleLimit(description, 'min')),
  ...bound('maximum', ruleLimit(description, 'max')),
});

const ofArray = (description: Description): JsonSchema => ({
  type: 'array',
  items: description.items?.[0] ? convert(description.items[0]) : {},
  ...bound('minItems', ruleLimit(description, 'min')),
  ...bound('maxItems', ruleLimit(description, 'max')),
});

const ofString = (description: Description): JsonSchema => {
  const words = (description.allow ?? []).filter((value) => value !== null) as string[];
  return description.flags?.only ? { type: 'string', enum: words } : { type: 'string' };
};

const BY_TYPE: Readonly<Record<string, (description: Description) => JsonSchema>> = {
  number: ofNumber,
  array: ofArray,
  string: ofString,
  boolean: () => ({ type: 'boolean' }),
};

const convert = (description: Description): JsonSchema => {
  // The last one wins: a dialect may say more of a schema that it got from others.
  const own = description.metas?.findLast(({ json }) => json)?.json;
  const schema = own ?? BY_TYPE[description.type ?? '']?.(description) ?? {};
  return description.allow?.includes(null) ? orNull(schema) : schema;
};

/**
 * The JSON Schema of a field's joi schema. What a rule of the domain judges says its own (`meta({ json })`); the rest is
 * read from what joi tells of itself, so that neither is written twice.
 */
export const toJsonSchema = (schema: Joi.Schema): JsonSchema => convert(schema.describe() as Description);
